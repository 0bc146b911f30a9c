/** To whom a message goes: one point, or one of the groups that the hall speaks of. */

import type { HostView, SiteState } from "../generated/schema";
import type { Point } from "../points/points";
import { isCalled } from "./next";

export type GroupKey =
  "all" | "speaker" | "called" | "waiting" | "unanswered" | "weak" | "provinces" | "ministries";

export const GROUPS: readonly GroupKey[] = [
  "all",
  "speaker",
  "called",
  "waiting",
  "unanswered",
  "weak",
  "provinces",
  "ministries",
];

/** One command names so many points; a message to all names none. */
export const SITES_MAX = 4096;

export interface Around {
  points: readonly Point[];
  view: Pick<HostView, "queue" | "speaking">;
  letterOf: (point: Point) => SiteState | undefined;
  /** The whole list of those who wait, where it is longer than the view's. */
  waiting: readonly string[] | null;
  /** The points that the last roll call waits for; null while nobody knows. */
  unanswered: readonly string[] | null;
}

/** The points of a group that have a page to read it on, each once; null while not known. */
export function sitesOf(group: GroupKey, around: Around): string[] | null {
  const named = namesOf(group, around);
  if (named === null) return null;
  const lines = new Set(around.points.filter((point) => point.line).map((point) => point.site));
  return [...new Set(named)].filter((site) => lines.has(site));
}

function namesOf(group: GroupKey, around: Around): readonly string[] | null {
  const { points, view } = around;
  switch (group) {
    case "all":
      return points.map((point) => point.site);
    case "speaker":
      return view.speaking ? [view.speaking.site] : [];
    case "called":
      return view.queue.filter(isCalled).map((row) => row.site);
    case "waiting":
      return around.waiting ?? view.queue.filter((row) => !isCalled(row)).map((row) => row.site);
    case "unanswered":
      return around.unanswered;
    case "weak":
      return points.filter((point) => around.letterOf(point) === "w").map((point) => point.site);
    case "provinces":
      return points.filter((point) => point.kind === "province").map((point) => point.site);
    case "ministries":
      return points.filter((point) => point.kind === "ministry").map((point) => point.site);
  }
}

/** A point and what is under it. */
export function family(points: readonly Point[], site: string): string[] {
  const under = points.filter((point) => point.parent === site && point.line);
  const own = points.find((point) => point.site === site);
  return [...(own?.line ? [own] : []), ...under].map((point) => point.site);
}
