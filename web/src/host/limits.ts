/** Time limits as minutes for a form, and back to what has changed. */

import type { LimitKey } from "../generated/schema";

const MINUTE_MS = 60_000;

export const LIMIT_KEYS: readonly LimitKey[] = [
  "presentation",
  "first_intervention",
  "second_intervention",
  "debate",
  "explanation",
  "reply",
  "point_of_order",
  "directive",
];

/** Null is an emptied field. */
export type Minutes = Record<LimitKey, number | null>;
type Limits = Readonly<Record<string, number>>;
type Change = Partial<Record<LimitKey, number>>;

export function minutesOf(limits: Limits): Minutes {
  return Object.fromEntries(
    LIMIT_KEYS.map((key) => [key, (limits[key] ?? 0) / MINUTE_MS]),
  ) as Minutes;
}

/** What the form asks for, those that are the same left out; ms. */
export function changed(limits: Limits, minutes: Minutes): Change {
  const change: Change = {};
  for (const key of LIMIT_KEYS) {
    const ms = Math.round((minutes[key] ?? 0) * MINUTE_MS);
    if (ms !== limits[key]) change[key] = ms;
  }
  return change;
}

/** Every turn that is longer comes down to `to` minutes; a directive speech has no countdown. */
export function shortened(limits: Limits, to: number): Change {
  const change: Change = {};
  for (const key of LIMIT_KEYS) {
    if (key !== "directive" && (limits[key] ?? 0) > to * MINUTE_MS) change[key] = to * MINUTE_MS;
  }
  return change;
}
