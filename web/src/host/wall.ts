/** Where each point stands on the wall: the tile grid of its date, with both archipelagos. */

import { SITE_STATES } from "../parts/state";
import type { Directory, DirectoryRow, MapTile, SiteState } from "../generated/schema";

export interface Wall {
  columns: number;
  tiles: DirectoryRow[];
  sea: MapTile[];
  /** Hall, ministries and points without a place on the grid. */
  others: DirectoryRow[];
}

/** Hoàng Sa and Trường Sa always stand on the wall, whatever the directory says. */
const SEA: Record<"narrow" | "wide", readonly MapTile[]> = {
  narrow: [
    { name: "Hoàng Sa", column: 6, row: 10 },
    { name: "Trường Sa", column: 6, row: 14 },
  ],
  wide: [
    { name: "Hoàng Sa", column: 8, row: 10 },
    { name: "Trường Sa", column: 8, row: 19 },
  ],
};

export function wallOf(directory: Directory, shown: ReadonlySet<string>): Wall {
  const placed = (row: DirectoryRow) => row.column > 0 && row.row > 0;
  const rows = directory.sites.filter((row) => shown.has(row.site));
  const tiles = rows.filter(placed);
  const widest = Math.max(0, ...tiles.map((row) => row.column));
  const grid = widest <= 5 ? "narrow" : "wide";
  const told = directory.tiles;
  const taken = new Set([...tiles, ...told].map((tile) => `${tile.column}/${tile.row}`));
  const named = new Set([...tiles, ...told].map((tile) => tile.name));
  const missing = SEA[grid].filter(
    (tile) => !named.has(tile.name) && !taken.has(`${tile.column}/${tile.row}`),
  );
  const sea = tiles.length ? [...told, ...missing] : [];
  return {
    columns: Math.max(widest, ...sea.map((tile) => tile.column)),
    tiles,
    sea,
    others: rows.filter((row) => !placed(row)),
  };
}

/** States of the points below a tile in the order of reading, with their share of the bar. */
export function rollUp(below: Record<string, number>): { state: SiteState; count: number }[] {
  return SITE_STATES.map((state) => ({ state, count: below[state] ?? 0 })).filter(
    (part) => part.count > 0,
  );
}
