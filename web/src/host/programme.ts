/** How the programme runs: from the planned and the real instants, as time goes by. */

import type { ItemRow } from "../generated/schema";

export interface Running {
  /** Positive: late. ms */
  byMs: number;
  /** When the last item would end at this rate. */
  endsAt: number;
}

const ANOTHER_DAY_MS = 12 * 3_600_000;

/**
 * How far the whole programme was moved: a session held on another day than planned (a drill of
 * an old meeting) is measured from its own beginning. ms
 */
export function moved(items: readonly ItemRow[]): number {
  const first = items.find((item) => item.begun_at !== null);
  const apart = first ? (first.begun_at ?? 0) - first.planned_at : 0;
  return Math.abs(apart) > ANOTHER_DAY_MS ? apart : 0;
}

/** Whether an instant is of another day than now, so that its date must be said. */
export function ofAnotherDay(at: number, now: number): boolean {
  return Math.abs(now - at) > ANOTHER_DAY_MS;
}

/** Null before the first item and after the last. */
export function running(items: readonly ItemRow[], now: number): Running | null {
  const current = items.find((item) => item.current);
  const last = items[items.length - 1];
  if (!current || !last || current.begun_at === null) return null;
  const shift = moved(items);
  const planned = current.planned_at + shift;
  const byMs = Math.max(current.begun_at - planned, now - (planned + current.planned_ms));
  return { byMs, endsAt: last.planned_at + shift + last.planned_ms + byMs };
}

/** The one to go to next: the first after the current that has not begun. */
export function following(items: readonly ItemRow[]): ItemRow | undefined {
  const at = items.findIndex((item) => item.current);
  return items.slice(at + 1).find((item) => item.begun_at === null);
}
