/** How the programme runs: from the planned and the real instants, as time goes by. */

import type { ItemRow } from "../generated/schema";

export interface Running {
  /** Positive: late. ms */
  byMs: number;
  /** When the last item would end at this rate. */
  endsAt: number;
}

/** Null before the first item and after the last. */
export function running(items: readonly ItemRow[], now: number): Running | null {
  const current = items.find((item) => item.current);
  const last = items[items.length - 1];
  if (!current || !last || current.begun_at === null) return null;
  const begunLate = current.begun_at - current.planned_at;
  const past = now - (current.planned_at + current.planned_ms);
  const byMs = Math.max(begunLate, past);
  return { byMs, endsAt: last.planned_at + last.planned_ms + byMs };
}

/** The one to go to next: the first after the current that has not begun. */
export function following(items: readonly ItemRow[]): ItemRow | undefined {
  const at = items.findIndex((item) => item.current);
  return items.slice(at + 1).find((item) => item.begun_at === null);
}
