/**
 * The code on an invitation: 8 characters of Crockford's base 32 and a check character over GF(32).
 * The same as `wire/checkin.py`, held to the same test vectors (`tests/wire/checkin.json`).
 */

export const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const CODE_CHARS = 9;
export const RANDOM_BYTES = 5;
export const PREFIX = "DC1:";

const POLYNOMIAL = 0b100101;
const PASSED_OVER = /[ \-\t\r\n]/g;

export type CodeFault = "none" | "empty" | "foreign" | "mistyped";

export interface CodeRead {
  /** Empty unless the fault is "none". */
  code: string;
  fault: CodeFault;
}

export function makeCode(random: Uint8Array): string {
  if (random.length !== RANDOM_BYTES) throw new Error(`${RANDOM_BYTES} random bytes`);
  const bits = random.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
  const values = Array.from({ length: 8 }, (_, at) => Number((bits >> BigInt(35 - 5 * at)) & 31n));
  values.push(timesTwo(remainder(values)));
  return values.map((value) => ALPHABET[value]).join("");
}

/** What was scanned or typed: either case, with or without the prefix, spaces and hyphens. */
export function readCode(text: string): CodeRead {
  const folded = text.toUpperCase().replace(PASSED_OVER, "");
  if (!folded) return { code: "", fault: "empty" };
  if (!folded.startsWith(PREFIX) && /[:/.]/.test(folded)) return { code: "", fault: "foreign" };
  const body = folded.startsWith(PREFIX) ? folded.slice(PREFIX.length) : folded;
  const values = Array.from(body, valueOf);
  const wrong = values.length !== CODE_CHARS || values.includes(-1) || remainder(values) !== 0;
  if (wrong) return { code: "", fault: "mistyped" };
  return { code: values.map((value) => ALPHABET[value]).join(""), fault: "none" };
}

/** As it is printed in letters: three groups of three. */
export function spaced(code: string): string {
  return code.replace(/(.{3})(?=.)/g, "$1 ");
}

/** The value of a character; O is read as 0, I and L as 1; -1 for any other. */
function valueOf(char: string): number {
  if (char === "O") return 0;
  if (char === "I" || char === "L") return 1;
  return ALPHABET.indexOf(char);
}

function timesTwo(value: number): number {
  const doubled = value << 1;
  return doubled & 32 ? doubled ^ POLYNOMIAL : doubled;
}

/** Of the values as a polynomial at 2, by Horner's rule. */
function remainder(values: readonly number[]): number {
  return values.reduce((rest, value) => timesTwo(rest) ^ value, 0);
}
