/** What the space bar and the bright button do: the next act on the first of the list. */

import type { HostView, QueueRow } from "../generated/schema";

export type NextKind = "call" | "give" | "cue" | "wait" | "wait_picture" | "end_first";

export interface NextAct {
  act: NextKind;
  row: QueueRow;
}

const CALLED = ["called", "ready"];
export const isCalled = (row: Pick<QueueRow, "state">): boolean => CALLED.includes(row.state);

/** How many at the head of the list are called. */
export function calledCount(queue: readonly Pick<QueueRow, "state">[]): number {
  const first = queue.findIndex((row) => !isCalled(row));
  return first < 0 ? queue.length : first;
}

/** Whether the point has said that it can speak, or needs not say so. */
export function canSpeak(row: QueueRow): boolean {
  return row.state === "ready" || row.seat || row.near?.by_phone === true;
}

/** Whether its picture must still be put on, under the rule that somebody confirms it. */
function picture(row: QueueRow, check: boolean): "none" | "to_cue" | "cued" {
  const near = row.near;
  if (!check || row.seat || !near || near.by_phone || near.picture_at !== null) return "none";
  return near.cued_at === null ? "to_cue" : "cued";
}

type Seen = Pick<HostView, "queue" | "speaking" | "phase"> & {
  conduct: Pick<HostView["conduct"], "picture_check">;
};

/** Never ends a speech; gives the floor only to one that is ready, or that sits in the hall. */
export function nextAct(view: Seen): NextAct | null {
  const row = view.queue[0];
  if (!row) return null;
  if (!isCalled(row)) return { act: "call", row };
  if (view.speaking) return { act: "end_first", row };
  if (!canSpeak(row)) return { act: "wait", row };
  const shown = picture(row, view.conduct.picture_check);
  if (shown === "to_cue") return { act: "cue", row };
  if (shown === "cued") return { act: "wait_picture", row };
  return { act: "give", row };
}

const OPEN: readonly HostView["phase"][] = ["live", "rehearsal", "paused"];

/** Whether the space bar does it now. */
export function isAble(next: NextAct, phase: HostView["phase"]): boolean {
  if (!OPEN.includes(phase)) return false;
  if (next.act === "give") return phase !== "paused";
  return next.act === "call" || next.act === "cue";
}

/** So many of the list stand as cards above it. */
export const CARDS = 3;

export interface Landing {
  /** Whom it will stand before; null is the end of the list. */
  before: string | null;
  /** The place between rows where it will land. */
  gap: number;
}

/**
 * Where a row lands that is dropped into `gap` (0: before the first row, n: after the last), as the
 * coordinator would settle it: the called stay in front of the others. Null when nothing changes,
 * or when the end of the list is not on the page.
 */
export function land(
  rows: readonly Pick<QueueRow, "entry" | "state">[],
  from: number,
  gap: number,
  whole: boolean,
): Landing | null {
  const row = rows[from];
  if (!row) return null;
  const head = calledCount(rows);
  const at = isCalled(row) ? Math.min(gap, head) : Math.max(gap, head);
  if (at === from || at === from + 1) return null;
  const below = rows[at];
  if (!below && !whole) return null;
  return { before: below?.entry ?? null, gap: at };
}

/** Two neighbours change places. */
export interface Swap {
  risky: QueueRow;
  other: QueueRow;
}

/**
 * The next cannot speak well, and the one after it can: a suggestion, never an act by itself. Of
 * the first three only, those that are soon to speak.
 */
export function swapHint(queue: readonly QueueRow[]): Swap | null {
  for (let at = 0; at + 1 < CARDS; at++) {
    const [risky, other] = [queue[at], queue[at + 1]];
    if (!risky || !other) return null;
    const doubtful = risky.readiness === "risky" || risky.readiness === "unreachable";
    const sound = other.readiness === "ready" && other.state !== "requested";
    if (doubtful && !risky.near?.by_phone && sound) return { risky, other };
  }
  return null;
}
