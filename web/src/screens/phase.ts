/** Where a speech stands with its time, in the order in which it goes: shape, word and colour. */

import type { Speaking } from "../generated/schema";
import { type SpeechClock, speechClock } from "../time/speech";

export type SpeechPhase = "running" | "last" | "over" | "paused";

const LAST_MS = 60_000;

/** The last minute; of a short speech its last third. */
export function lastMs(limitMs: number): number {
  return Math.min(LAST_MS, limitMs / 3);
}

export function phaseOf(speech: Speaking, clock: SpeechClock): SpeechPhase {
  if (speech.paused_at !== null) return "paused";
  if (clock.over) return "over";
  return clock.leftMs <= lastMs(speech.limit_ms) ? "last" : "running";
}

/** The clock as an address wants it: where overtime is not to be seen, it stops at zero. */
export function shownClock(speech: Speaking, now: number, over: boolean): SpeechClock {
  const clock = speechClock(speech, now);
  return clock.over && !over ? { ...clock, text: "00:00", over: false, leftMs: 0 } : clock;
}
