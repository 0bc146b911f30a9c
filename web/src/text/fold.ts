/**
 * How names are folded for search: "Đắk Lắk", "dak lak" and both placements of a tone mark are
 * equal. The same as `wire/text.py`, held to it by the vectors of `tests/wire/fold.json`.
 */

/** Lower case without diacritics, đ as d, apostrophes and runs of space unified. */
export function fold(value: string): string {
  const plain = value.replace(/[Đđ]/g, (letter) => (letter === "Đ" ? "D" : "d")).replace(/’/g, "'");
  const bare = plain.normalize("NFD").replace(/\p{Mn}/gu, "");
  // Full case folding, as Python's casefold, differs from lower case in these letters only here.
  return bare
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/ς/g, "σ")
    .split(/\s+/u)
    .filter(Boolean)
    .join(" ");
}

/** Every word of the query begins somewhere in the folded text. */
export function matches(folded: string, query: string): boolean {
  return fold(query)
    .split(" ")
    .every((word) => folded.includes(word));
}
