/** Of what time something is that is noted without one. */

import { hourMinute } from "../time/format";
import { words } from "../words/language.svelte";
import type { Log } from "./log.svelte";

/** The time that was said, or else that of its end when the meeting is over; null: now. */
export function momentOf(log: Pick<Log, "ended" | "latest">, said: number | null): number | null {
  return said ?? (log.ended ? log.latest : null);
}

/** Said beside the field of the time: now, or the end of a meeting that is over. */
export function whenEmpty(log: Pick<Log, "ended" | "latest">): string {
  const say = words().log.form;
  return log.ended ? say.atEnd(hourMinute(log.latest)) : say.atNow;
}
