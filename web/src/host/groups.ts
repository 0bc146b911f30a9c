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
  /** The points that have a page to read it on, by their codes. */
  lines: ReadonlyMap<string, Point>;
  view: Pick<HostView, "queue" | "speaking">;
  letterOf: (point: Point) => SiteState | undefined;
  /** The whole list of those who wait, where it is longer than the view's. */
  waiting: readonly string[] | null;
  /** The points that the last roll call waits for; null while nobody knows. */
  unanswered: readonly string[] | null;
}

/** The points of a group that have a page to read it on, each once; null while not known. */
export function sitesOf(group: GroupKey, around: Around): string[] | null {
  if (group === "all") return [...around.lines.keys()];
  const named = namesOf(group, around);
  return named && [...new Set(named)].filter((site) => around.lines.has(site));
}

/** Made once for a directory: with tens of thousands of points it is not made at every view. */
export function linesOf(points: readonly Point[]): ReadonlyMap<string, Point> {
  return new Map(points.filter((point) => point.line).map((point) => [point.site, point]));
}

function namesOf(group: Exclude<GroupKey, "all">, around: Around): readonly string[] | null {
  const { view } = around;
  const those = (fits: (point: Point) => boolean): string[] => {
    const found: string[] = [];
    for (const [site, point] of around.lines) if (fits(point)) found.push(site);
    return found;
  };
  switch (group) {
    case "speaker":
      return view.speaking ? [view.speaking.site] : [];
    case "called":
      return view.queue.filter(isCalled).map((row) => row.site);
    case "waiting":
      return around.waiting ?? view.queue.filter((row) => !isCalled(row)).map((row) => row.site);
    case "unanswered":
      return around.unanswered;
    case "weak":
      return those((point) => around.letterOf(point) === "w");
    case "provinces":
      return those((point) => point.kind === "province");
    case "ministries":
      return those((point) => point.kind === "ministry");
  }
}

/** A point and what is under it. */
export function family(points: readonly Point[], site: string): string[] {
  const under = points.filter((point) => point.parent === site && point.line);
  const own = points.find((point) => point.site === site);
  return [...(own?.line ? [own] : []), ...under].map((point) => point.site);
}
