/** When time runs short: how many may still speak, and for how long each. */

import type { HostView } from "../generated/schema";
import { spokenMs } from "../time/speech";
import { isCalled } from "./next";
import { moved } from "./programme";

const MINUTE_MS = 60_000;
/** Less than this is no speech. */
const LEAST_MIN = 3;
const MOST_MIN = 7;

export interface WindPlan {
  /** How many speak, the called among them. */
  points: number;
  minutes: number;
}

type Seen = Pick<HostView, "items" | "queue" | "waiting" | "speaking" | "limits">;

/** A point of order and the chair's own words stand outside: they are neither counted nor asked. */
const outside = (row: HostView["queue"][number]): boolean =>
  !isCalled(row) && (row.kind === "point_of_order" || row.kind === "directive");

/** How many wait of whom some may be asked to write, the called among them. */
export const askable = (view: Pick<HostView, "queue" | "waiting">): number =>
  view.waiting - view.queue.filter(outside).length;

/** When the current item should end, on the day that the session is held; null without one. */
export function plannedEnd(view: Pick<HostView, "items">): number | null {
  const current = view.items.find((item) => item.current);
  return current ? current.planned_at + moved(view.items) + current.planned_ms : null;
}

/** When the present speech will have used its limit; now, when nobody speaks or it is over. */
export function freeAt(view: Seen, now: number): number {
  const speech = view.speaking;
  if (!speech || speech.limit_ms === 0) return now;
  return now + Math.max(0, speech.limit_ms - spokenMs(speech, now));
}

/** Called points are not sent away: so many at least. */
export const calledOf = (view: Pick<HostView, "queue">): number =>
  view.queue.filter(isCalled).length;

/** What fits until the planned end: all who wait if each gets three minutes, else fewer. */
export function windPlan(view: Seen, now: number): WindPlan {
  const most = Math.min(MOST_MIN, Math.floor((view.limits.first_intervention ?? 0) / MINUTE_MS));
  const cap = most > 0 ? most : MOST_MIN;
  const end = plannedEnd(view);
  if (end === null) return { points: askable(view), minutes: Math.min(cap, 5) };
  const left = Math.floor((end - freeAt(view, now)) / MINUTE_MS);
  const least = Math.min(LEAST_MIN, cap);
  const fit = Math.max(0, Math.floor(left / least));
  const points = Math.max(calledOf(view), Math.min(askable(view), fit));
  const minutes = points > 0 ? Math.floor(left / points) : cap;
  return { points, minutes: Math.min(cap, Math.max(least, minutes)) };
}

/** When so many, for so long each, will be done. */
export function windEnd(view: Seen, now: number, plan: WindPlan): number {
  return freeAt(view, now) + plan.points * plan.minutes * MINUTE_MS;
}
