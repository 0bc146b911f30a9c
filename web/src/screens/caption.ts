/** Whose caption stands under the picture now. */

import type { FloorFrame, Speaking } from "../generated/schema";
import { isRestricted } from "./restricted";

/** The speech to be captioned; null between speeches, after the close, beyond `holdS` seconds. */
export function captioned(
  frame: FloorFrame | null,
  now: number | null,
  holdS: number,
): Speaking | null {
  const speech = frame?.speaking;
  if (!frame || !speech || frame.phase === "closed" || isRestricted(frame)) return null;
  if (holdS > 0 && now !== null && now - speech.started_at > holdS * 1000) return null;
  return speech;
}
