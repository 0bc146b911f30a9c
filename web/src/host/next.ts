/** What the space bar and the bright button do: the next act on the first of the list. */

import type { HostView, QueueRow } from "../generated/schema";

export interface NextAct {
  act: "call" | "give" | "wait" | "end_first";
  row: QueueRow;
}

/** Never ends a speech; gives the floor only to one that is ready, or that sits in the hall. */
export function nextAct(view: Pick<HostView, "queue" | "speaking">): NextAct | null {
  const row = view.queue[0];
  if (!row) return null;
  if (row.state === "requested" || row.state === "queued") return { act: "call", row };
  if (view.speaking) return { act: "end_first", row };
  return { act: row.state === "ready" || row.seat ? "give" : "wait", row };
}

const CALLED = ["called", "ready"];
export const isCalled = (row: QueueRow): boolean => CALLED.includes(row.state);

/** The first three that have a place in the order. */
export function nextThree(queue: readonly QueueRow[]): QueueRow[] {
  return queue.filter((row) => row.state !== "requested").slice(0, 3);
}

/** Whom to stand before, to go up one; undefined when it cannot. Called ones stay in front. */
export function upBefore(queue: readonly QueueRow[], at: number): string | undefined {
  const [row, above] = [queue[at], queue[at - 1]];
  if (!row || !above || (isCalled(above) && !isCalled(row))) return undefined;
  return above.entry;
}

/** Whom to stand before, to go down one; null is the end, undefined when it cannot. */
export function downBefore(
  queue: readonly QueueRow[],
  at: number,
  whole: boolean,
): string | null | undefined {
  const [row, below] = [queue[at], queue[at + 1]];
  if (!row || !below || (isCalled(row) && !isCalled(below))) return undefined;
  const after = queue[at + 2];
  if (after) return after.entry;
  return whole ? null : undefined;
}
