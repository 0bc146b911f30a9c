/** How the programme runs: from the planned and the real instants, as time goes by. */

import type { HostView, ItemKind, ItemRow, QueueFate } from "../generated/schema";
import { isCalled } from "./next";

export interface Running {
  /** How late the current item will end, at best; negative: early. ms */
  byMs: number;
  /** When the whole programme would end. */
  endsAt: number;
  /** When each item that is still to come would begin. */
  starts: ReadonlyMap<string, number>;
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

/**
 * From the planned figures: the current item takes its planned length, or longer if it has taken
 * longer already or a recess lasts until `resumesAt`; each one after it takes its own, and free time
 * between two of them makes up for lateness. Null before the first item and after the last.
 */
export function running(
  items: readonly ItemRow[],
  now: number,
  resumesAt: number | null = null,
): Running | null {
  const place = items.findIndex((item) => item.current);
  const current = items[place];
  if (!current || current.begun_at === null) return null;
  const shift = moved(items);
  let planned = current.planned_at + shift + current.planned_ms;
  const byMs = Math.max(current.begun_at + current.planned_ms, now, resumesAt ?? 0) - planned;
  let late = byMs;
  const starts = new Map<string, number>();
  for (const item of items.slice(place + 1)) {
    if (item.begun_at !== null) continue;
    const free = item.planned_at + shift - planned;
    // Items planned one over the other push each other; free time is used up, never more than it.
    if (free < 0 || late > 0) late = free < 0 ? late - free : Math.max(0, late - free);
    starts.set(item.id, item.planned_at + shift + late);
    planned = item.planned_at + shift + item.planned_ms;
  }
  return { byMs, endsAt: planned + late, starts };
}

/** The one to go to next: the first after the current that has not begun. */
export function following(items: readonly ItemRow[]): ItemRow | undefined {
  const at = items.findIndex((item) => item.current);
  return items.slice(at + 1).find((item) => item.begun_at === null);
}

// --- going on ---------------------------------------------------------------------------------

const SPOKEN: readonly ItemKind[] = ["opening", "report", "discussion", "directive"];

/** Whether the item is one without a speech: a card on the stage, no clock. */
export const isSilent = (item: Pick<ItemRow, "kind">): boolean => !SPOKEN.includes(item.kind);

export const FATES: readonly QueueFate[] = ["keep", "park", "written"];

export interface GoingOn {
  /** How many wait and are not called yet: theirs is the question. */
  waiting: number;
  /** How many were set aside for the item, and come back with it. */
  back: number;
}

export function goingOn(
  view: Pick<HostView, "queue" | "waiting" | "aside">,
  item: Pick<ItemRow, "id">,
): GoingOn {
  return {
    waiting: Math.max(0, view.waiting - view.queue.filter(isCalled).length),
    back: view.aside.filter((row) => row.item === item.id).length,
  };
}
