/** The voice check of the day before: its items, in the order in which they are tried. */

import type { CheckItem, CheckResult, Phase, VoiceCheckNow } from "../generated/schema";
import type { Look } from "../parts/state";

export const CHECK_ITEMS: readonly CheckItem[] = [
  "picture",
  "sound_out",
  "sound_in",
  "backup",
  "name",
  "phone",
];
export const CHECK_RESULTS: readonly CheckResult[] = ["pass", "fail", "unknown"];
export const CHECK_LOOK: Record<CheckResult, Look> = {
  pass: "ok",
  fail: "lost",
  unknown: "unknown",
};

/** Once the meeting has begun the sheet is closed. */
export const isBefore = (phase: Phase): boolean => phase === "prepared" || phase === "rehearsal";

type Checks = Pick<VoiceCheckNow, "checks">;

/** What nobody has said is not known; it is neither good nor bad. */
export function resultOf(sheet: Checks | null | undefined, item: CheckItem): CheckResult {
  return sheet?.checks[item] ?? "unknown";
}

/** The worst of a sheet: one item that fails, one that nobody has tried, or all that pass. */
export function worstOf(sheet: Checks | null | undefined): CheckResult {
  const results = CHECK_ITEMS.map((item) => resultOf(sheet, item));
  if (results.includes("fail")) return "fail";
  return results.includes("unknown") ? "unknown" : "pass";
}
