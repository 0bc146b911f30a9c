/** All points of a session as a page keeps them: folded for search, with their orders prepared. */

import type { DirectoryRow, MapTile, SiteKind, SiteState } from "../generated/schema";
import { fold } from "../text/fold";

export interface Point extends DirectoryRow {
  /** Its place in the directory: the live states come in that order. */
  at: number;
  /** The province of a commune: 243 names of communes stand in more than one. */
  parentName: string;
  /** Its name where the province stands beside it: "Xã Tân Tiến – Lạng Sơn" without the province. */
  label: string;
  /** Its own words, each after a space; after a bar those of its province. */
  folded: string;
}

/** What the worker makes of a directory. Orders are places in `sites`. */
export interface Shelf {
  session: string;
  title: string;
  /** Names the order of `sites`. */
  order: string;
  tiles: MapTile[];
  byName: Uint32Array;
  byProvince: Uint32Array;
  /** The places of the provinces, by name. */
  provinces: number[];
  /** The kinds of points that there are. */
  kinds: SiteKind[];
}

export interface Book extends Shelf {
  tag: string;
  sites: Point[];
  bySite: Map<string, Point>;
}

const BAR = " | ";

export function pointOf(row: DirectoryRow, at: number, parent: DirectoryRow | undefined): Point {
  const parentName = parent && parent.kind !== "hall" ? parent.name : "";
  const above = ` – ${parentName}`;
  const label = row.name.endsWith(above) ? row.name.slice(0, -above.length) : row.name;
  const name = fold(label);
  const short = fold(row.short);
  const own = ` ${name}${short && !name.includes(short) ? ` ${short}` : ""} ${fold(row.site)}`;
  return { ...row, at, parentName, label, folded: `${own}${BAR}${fold(parentName)}` };
}

type Orders = Pick<Shelf, "byName" | "byProvince" | "provinces" | "kinds">;

/** Places by name, and by province with its own point before its communes; what filters offer. */
export function ordersOf(points: readonly Point[]): Orders {
  const collator = new Intl.Collator("vi");
  const byName = places(points.length).sort((a, b) => {
    const [one, two] = [points[a] as Point, points[b] as Point];
    return collator.compare(one.name, two.name) || collator.compare(one.parentName, two.parentName);
  });
  const provinces = new Map<string, number[]>();
  for (const at of byName) {
    const key = provinceOf(points[at] as Point);
    const group = provinces.get(key);
    if (group) group.push(at);
    else provinces.set(key, [at]);
  }
  const order: number[] = [];
  for (const key of [...provinces.keys()].sort(collator.compare)) {
    const group = provinces.get(key) as number[];
    const top = group.filter((at) => points[at]?.kind !== "commune");
    order.push(...top, ...group.filter((at) => points[at]?.kind === "commune"));
  }
  return {
    byName,
    byProvince: Uint32Array.from(order),
    provinces: [...byName].filter((at) => points[at]?.kind === "province"),
    kinds: [...new Set(points.map((point) => point.kind))],
  };
}

/** The province that a point is in; empty for the hall and the ministries. */
export function provinceOf(point: Point): string {
  return point.kind === "province" ? point.name : point.parentName;
}

function places(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, at) => at);
}

// --- the finder -------------------------------------------------------------------------------

const RANKS = 5;

/** The best first: the very name or code, its beginning, a later word, then its province's. */
export function find(points: readonly Point[], query: string, most: number): Point[] {
  const whole = fold(query);
  const words = whole.split(" ");
  const ranks: Point[][] = Array.from({ length: RANKS }, () => []);
  for (const point of points) {
    const rank = rankOf(point, whole, words);
    const found = ranks[rank];
    if (found && found.length < most) found.push(point);
  }
  return ranks.flat().slice(0, most);
}

/** 0 is best; none when a word of the query is nowhere. */
function rankOf(point: Point, whole: string, words: readonly string[]): number {
  const { folded } = point;
  let begins = true;
  for (const word of words) {
    if (!folded.includes(word)) return -1;
    begins &&= folded.includes(` ${word}`);
  }
  if (!begins) return 4;
  const own = folded.slice(0, folded.indexOf(BAR) + 1);
  if (own.startsWith(` ${whole} `)) {
    // "Gia Lai" is also the beginning of longer names.
    return fold(point.label) === whole ? 0 : 1;
  }
  if (own.endsWith(` ${whole} `)) return 0;
  if (own.startsWith(` ${whole}`)) return 1;
  return own.includes(` ${whole}`) ? 2 : 3;
}

// --- the list ---------------------------------------------------------------------------------

export type SortKey = "state" | "name" | "province" | "kind";

export interface Wanted {
  query: string;
  states: ReadonlySet<SiteState>;
  kind: SiteKind | "";
  /** The code of a province: itself and what is under it. */
  under: string;
  sort: SortKey | null;
  down: boolean;
}

/** What is wrong comes first. */
const STATE_ORDER = "lwuncrgs";
const KIND_ORDER: readonly SiteKind[] = ["hall", "ministry", "province", "commune"];

export type StateOf = (at: number) => SiteState | undefined;

/** The places of the points that are wanted, in the wanted order. */
export function chosen(book: Book, wanted: Wanted, stateOf: StateOf): Uint32Array {
  // Read once: what is wanted may be signals, and there may be 40,000 points.
  const { kind, under, states, sort, down } = wanted;
  const words = fold(wanted.query).split(" ").filter(Boolean);
  const found = new Uint32Array(book.sites.length);
  let count = 0;
  for (const at of baseOrder(book, sort)) {
    const point = book.sites[at] as Point;
    if (kind && point.kind !== kind) continue;
    if (under && point.parent !== under && point.site !== under) continue;
    if (states.size && !states.has(stateOf(at) as SiteState)) continue;
    if (hasAll(point.folded, words)) found[count++] = at;
  }
  const rows = grouped(found.slice(0, count), book, sort, stateOf);
  return down ? rows.reverse() : rows;
}

function hasAll(folded: string, words: readonly string[]): boolean {
  for (const word of words) if (!folded.includes(word)) return false;
  return true;
}

function baseOrder(book: Book, sort: SortKey | null): Iterable<number> {
  if (sort === "province") return book.byProvince;
  return sort === null ? book.sites.keys() : book.byName;
}

/** States and kinds are few: points of one keep their order by name. */
function grouped(rows: Uint32Array, book: Book, sort: SortKey | null, stateOf: StateOf) {
  if (sort !== "state" && sort !== "kind") return rows;
  const groupOf = (at: number) =>
    sort === "state"
      ? STATE_ORDER.indexOf(stateOf(at) ?? "u")
      : KIND_ORDER.indexOf((book.sites[at] as Point).kind);
  const groups: number[][] = Array.from(STATE_ORDER, () => []);
  for (const at of rows) groups[groupOf(at)]?.push(at);
  return Uint32Array.from(groups.flat());
}
