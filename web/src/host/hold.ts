/** Rows do not move under the pointer: a changed order waits a moment while it is pointed at. */

import type { QueueRow } from "../generated/schema";

export const HOLD_MS = 800;

export interface Shown {
  row: QueueRow;
  /** No longer on the list; shown for the rest of the hold, without buttons. */
  gone: boolean;
}

export interface Picture {
  /** The floor revision that this order was taken from: what a click on it rests on. */
  rev: number;
  rows: readonly QueueRow[];
}

export function sameOrder(a: readonly QueueRow[], b: readonly QueueRow[]): boolean {
  return a.length === b.length && a.every((row, at) => row.entry === b[at]?.entry);
}

/** The held order with what is known now of each row. */
export function held(picture: Picture, now: readonly QueueRow[]): Shown[] {
  const known = new Map(now.map((row) => [row.entry, row]));
  return picture.rows.map((row) => {
    const fresh = known.get(row.entry);
    return { row: fresh ?? row, gone: fresh === undefined };
  });
}
