/** Who has had how much of the meeting's time: hints for whoever conducts, nothing else. */

import type { ShareRow, ShareView } from "../generated/schema";

export type ShareSort = "order" | "name" | "spoken" | "speeches";

/** Far under the others: less than half of what is usual. */
const FAR = 0.5;

export interface Shared {
  rows: ShareRow[];
  silent: number;
  /** The longest, so that bars compare. ms */
  most: number;
}

export function shared(view: ShareView, sort: ShareSort, down: boolean): Shared {
  const collator = new Intl.Collator("vi");
  const by: Record<ShareSort, (a: ShareRow, b: ShareRow) => number> = {
    order: () => 0,
    name: (a, b) => collator.compare(a.name, b.name),
    spoken: (a, b) => a.spoken_ms - b.spoken_ms,
    speeches: (a, b) => a.speeches - b.speeches,
  };
  const rows = [...view.rows].sort(by[sort]);
  if (down) rows.reverse();
  return {
    rows,
    silent: view.rows.filter(hasNotSpoken).length,
    most: Math.max(1, ...view.rows.map((row) => row.spoken_ms)),
  };
}

export const hasNotSpoken = (row: ShareRow): boolean => row.speeches === 0 && !row.speaking;

/** Spoke, but far less than most. */
export const isFarUnder = (row: ShareRow, medianMs: number): boolean =>
  !hasNotSpoken(row) && row.spoken_ms < medianMs * FAR;
