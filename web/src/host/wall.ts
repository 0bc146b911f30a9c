/** Where each point stands on the wall: the tile grid of its date, with both archipelagos. */

import { SITE_STATES } from "../parts/state";
import type { HostView, MapTile, QueueRow, SiteState } from "../generated/schema";

/** What a point must say of itself to stand on the wall. */
export interface Placed extends MapTile {
  site: string;
}

export interface Wall<Row extends Placed> {
  columns: number;
  tiles: Row[];
  /** Parts of the country that are no points of the meeting, as the directory says. */
  sea: readonly MapTile[];
  /** Both archipelagos stand on every map; for which the directory has no place, beside it. */
  beside: string[];
  /** Hall, ministries and points without a place on the grid. */
  others: Row[];
}

const ALWAYS = ["Hoàng Sa", "Trường Sa"];

export function wallOf<Row extends Placed>(
  directory: { sites: readonly Row[]; tiles: readonly MapTile[] },
  shown: ReadonlySet<string>,
): Wall<Row> {
  const placed = (row: Row) => row.column > 0 && row.row > 0;
  const rows = directory.sites.filter((row) => shown.has(row.site));
  const tiles = rows.filter(placed);
  const sea = tiles.length ? directory.tiles : [];
  const named = new Set([...tiles, ...sea].map((tile) => tile.name));
  return {
    columns: Math.max(0, ...[...tiles, ...sea].map((tile) => tile.column)),
    tiles,
    sea,
    beside: tiles.length ? ALWAYS.filter((name) => !named.has(name)) : [],
    others: rows.filter((row) => !placed(row)),
  };
}

/** States of the points below a tile in the order of reading, with their share of the bar. */
export function rollUp(
  below: Partial<Record<string, number>>,
): { state: SiteState; count: number }[] {
  return SITE_STATES.map((state) => ({ state, count: below[state] ?? 0 })).filter(
    (part) => part.count > 0,
  );
}

/** The state of a point that has a tile; it comes with every view. */
export function letterOnWall(view: Pick<HostView, "wall">, site: string): SiteState | undefined {
  return view.wall.find((tile) => tile.site === site)?.state as SiteState | undefined;
}

/** Where a point stands on its way to the floor, as its own lamp shows it. */
export type Tally = "air" | "ready" | "called";

export function talliesOf(view: Pick<HostView, "queue" | "speaking">): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  const lamp = (row: QueueRow): Tally | null =>
    row.state === "ready" ? "ready" : row.state === "called" ? "called" : null;
  for (const row of view.queue) {
    const tally = lamp(row);
    if (tally && tallies.get(row.site) !== "ready") tallies.set(row.site, tally);
  }
  if (view.speaking) tallies.set(view.speaking.site, "air");
  return tallies;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const STEPS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** A tile beside the way counts as so much farther than one on it. */
const ASIDE = 3;

/** The tile that an arrow key leads to, as the eye sees the grid; null when there is none. */
export function neighbour(boxes: readonly Box[], from: number, key: string): number | null {
  const step = STEPS[key];
  const here = boxes[from];
  if (!step || !here) return null;
  const middle = (box: Box) => [box.left + box.width / 2, box.top + box.height / 2] as const;
  const [x, y] = middle(here);
  let best: number | null = null;
  let nearest = Infinity;
  boxes.forEach((box, at) => {
    const [dx, dy] = [middle(box)[0] - x, middle(box)[1] - y];
    const along = dx * step[0] + dy * step[1];
    const aside = Math.abs(dx * step[1]) + Math.abs(dy * step[0]);
    if (at === from || along < 1) return;
    const distance = along + aside * ASIDE;
    if (distance < nearest) [best, nearest] = [at, distance];
  });
  return best;
}
