/** The book of all points: found by name, province and code; filtered, sorted, unpacked. */
import { expect, test } from "vitest";
import directoryJson from "../fixtures/directory.json";
import type { Directory, DirectoryRow } from "../src/generated/schema";
import { letterAt, unpack } from "../src/points/live.svelte";
import {
  type Book,
  type Wanted,
  chosen,
  find,
  ordersOf,
  pointOf,
  provinceOf,
} from "../src/points/points";

const PLAIN = { short: "", title: "", line: true, receive_only: false, column: 0, row: 0 };
const TEXTS = { head: "", phone: "" };

function row(site: string, name: string, kind: DirectoryRow["kind"], parent: string | null = null) {
  return { ...PLAIN, ...TEXTS, site, name, kind, parent } as DirectoryRow;
}

function bookOf(rows: readonly DirectoryRow[]): Book {
  const byCode = new Map(rows.map((one) => [one.site, one]));
  const sites = rows.map((one, at) => pointOf(one, at, byCode.get(one.parent ?? "")));
  const shelf = { session: "s", title: "t", order: "o", tiles: [], tag: "", ...ordersOf(sites) };
  return { ...shelf, sites, bySite: new Map(sites.map((point) => [point.site, point])) };
}

const book = bookOf([
  row("TW", "Trung ương", "hall"),
  row("52", "Gia Lai", "province", "TW"),
  row("66", "Đắk Lắk", "province"),
  row("52001", "Xã Tân Tiến – Gia Lai", "commune", "52"),
  row("66001", "Xã Tân Tiến – Đắk Lắk", "commune", "66"),
  row("66002", "Phường Buôn Ma Thuột – Đắk Lắk", "commune", "66"),
  row("52002", "Xã Ia Gia – Gia Lai", "commune", "52"),
]);
const codes = (query: string, most = 12) =>
  find(book.sites, query, most).map((point) => point.site);
const ANY: Wanted = {
  query: "",
  states: new Set(),
  kind: "",
  under: "",
  sort: null,
  down: false,
};
const listed = (wanted: Partial<Wanted>, letters = "") =>
  Array.from(
    chosen(book, { ...ANY, ...wanted }, (at) => (letters[at] ?? "n") as "n"),
    (at) => book.sites[at]?.site,
  );

test("a point is found without diacritics, by its province, and by its code", () => {
  expect(codes("dak lak")[0]).toBe("66");
  expect(codes("tan tien gia lai")).toEqual(["52001"]);
  expect(codes("gia lai tan tien")).toEqual(["52001"]);
  expect(codes("tan tien")).toEqual(["52001", "66001"]);
  expect(codes("66002")).toEqual(["66002"]);
  expect(codes("BUON MA")).toEqual(["66002"]);
  expect(codes("hà giang")).toEqual([]);
});

test("the name itself comes first, then its beginning, then later words, then the province's", () => {
  expect(codes("gia lai")).toEqual(["52", "52001", "52002"]);
  expect(codes("gia")).toEqual(["52", "52002", "52001"]);
  expect(codes("52")[0]).toBe("52");
  expect(codes("", 3)).toEqual(["TW", "52", "66"]);
});

test("a name is shown without the province that stands beside it", () => {
  expect(book.sites[3]?.label).toBe("Xã Tân Tiến");
  expect(book.sites[1]?.label).toBe("Gia Lai");
  expect([1, 3, 0].map((at) => book.sites[at] && provinceOf(book.sites[at]))).toEqual([
    "Gia Lai",
    "Gia Lai",
    "",
  ]);
});

test("filters are words, a kind, a province and states, all together", () => {
  expect(listed({})).toEqual(book.sites.map((point) => point.site));
  expect(listed({ query: "tan tien", under: "66" })).toEqual(["66001"]);
  expect(listed({ kind: "province" })).toEqual(["52", "66"]);
  expect(listed({ under: "52" })).toEqual(["52", "52001", "52002"]);
  expect(listed({ states: new Set(["w"]) }, "nnwnwnn")).toEqual(["66", "66001"]);
  expect(listed({ states: new Set(["w"]), kind: "commune" }, "nnwnwnn")).toEqual(["66001"]);
});

test("what is wrong sorts first; of one state the order is by name; down turns it round", () => {
  expect(listed({ sort: "state" }, "gglwlnn").slice(0, 3)).toEqual(["66", "66001", "52001"]);
  expect(listed({ sort: "province" }).slice(0, 4)).toEqual(["TW", "66", "66002", "66001"]);
  const byName = listed({ sort: "name" });
  expect(byName.slice(0, 2)).toEqual(["66", "52"]);
  expect(listed({ sort: "name", down: true })).toEqual([...byName].reverse());
  expect(listed({ sort: "kind" }).slice(0, 3)).toEqual(["TW", "66", "52"]);
});

test("states are unpacked by the directory's order, and by no other", () => {
  const view = { points: 3, states: btoa(String.fromCharCode(0x30, 0x40)) };
  const states = { order: "o", letters: "uncgw", codes: unpack(view) };
  expect([...states.codes]).toEqual([3, 0, 4]);
  expect([0, 1, 2].map((at) => letterAt(states, book, at))).toEqual(["g", "u", "w"]);
  expect(letterAt({ ...states, order: "another" }, book, 0)).toBeUndefined();
  expect(letterAt(null, book, 0)).toBeUndefined();
});

test("40,000 points are searched to the last", () => {
  const directory = directoryJson as unknown as Directory;
  const many = Array.from({ length: 40_000 }, (_, at) => {
    const one = directory.sites[at % directory.sites.length] as DirectoryRow;
    return { ...one, site: `${one.site}-${at}`, parent: null };
  });
  const big = bookOf(many);
  expect(find(big.sites, "gia lai", 12)).toHaveLength(12);
  expect(chosen(big, { ...ANY, query: "gia lai" }, () => "n").length).toBeGreaterThan(400);
});
