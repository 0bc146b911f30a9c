/** One look per state: a shape, a colour class and a word, never colour alone. */

import type { LineNow, SiteState } from "../generated/schema";

export type Look = "ok" | "weak" | "lost" | "unknown" | "none" | "plain";

export const SITE_LOOK: Record<SiteState, Look> = {
  g: "ok",
  w: "weak",
  l: "lost",
  u: "unknown",
  n: "none",
  c: "plain",
  r: "plain",
  s: "plain",
  m: "unknown",
};

/** In the order in which counts are read. */
export const SITE_STATES: readonly SiteState[] = ["g", "w", "l", "m", "u", "c", "r", "n", "s"];

export const READINESS_LOOK: Record<string, Look> = {
  ready: "ok",
  risky: "weak",
  unreachable: "lost",
  unknown: "unknown",
};

/** The look of a measured line; silence and "never heard" are not a bad line. */
export function lineLook(line: LineNow): Look {
  if (line.presence === "silent") return line.media === "heard" ? "unknown" : "lost";
  if (line.presence === "unknown" || line.band === "unknown") return "unknown";
  return line.band === "good" ? "ok" : "weak";
}
