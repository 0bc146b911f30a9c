/** The clock of a speech: from its instants and the session's time, never by counting ticks. */

import type { Speaking } from "../generated/schema";
import { timeGone, timeLeft } from "./format";

export type SpeechInstants = Pick<
  Speaking,
  "started_at" | "limit_ms" | "paused_at" | "paused_ms" | "used_ms"
>;

export interface SpeechClock {
  text: string;
  /** Beyond its limit. */
  over: boolean;
  /** Counts down; a speech without a limit counts up and is never over. */
  counts: "down" | "up";
  /** The share of the limit that is used, 0 to 1; 0 without a limit. */
  used: number;
  /** Negative beyond the limit; 0 without one. */
  leftMs: number;
}

/** How long it has lasted at `now`, an earlier stretch counted, pauses left out, ms. */
export function spokenMs(speech: SpeechInstants, now: number): number {
  const stretch = (speech.paused_at ?? now) - speech.started_at - speech.paused_ms;
  return (speech.used_ms ?? 0) + Math.max(0, stretch);
}

/** The one formula of every page: left = limit − used − (now − started − paused). */
export function speechClock(speech: SpeechInstants, now: number): SpeechClock {
  const spoken = spokenMs(speech, now);
  if (speech.limit_ms === 0) {
    return { text: timeGone(spoken), over: false, counts: "up", used: 0, leftMs: 0 };
  }
  const leftMs = speech.limit_ms - spoken;
  const { text, over } = timeLeft(leftMs);
  return { text, over, counts: "down", used: Math.min(1, spoken / speech.limit_ms), leftMs };
}
