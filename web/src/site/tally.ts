/** Am I on air, next, or waiting: from what the centre last said, and whether that still holds. */

import type { RequestNow, SitePage, Speaking } from "../generated/schema";

export type TallyKind =
  "air" | "airPaused" | "called" | "ready" | "waiting" | "asked" | "idle" | "unknown";

export interface Tally {
  kind: TallyKind;
  speech: Speaking | null;
  request: RequestNow | null;
}

const RANK: Record<string, number> = { ready: 0, called: 1, queued: 2, requested: 3 };
const KIND: Record<string, TallyKind> = {
  ready: "ready",
  called: "called",
  queued: "waiting",
  requested: "asked",
};

export function tallyOf(page: Pick<SitePage, "floor" | "own">): Tally {
  const { floor, own } = page;
  if (!floor || !own) return { kind: "unknown", speech: null, request: null };
  const speech = floor.speaking;
  if (speech && speech.site === own.site) {
    return { kind: speech.paused_at === null ? "air" : "airPaused", speech, request: null };
  }
  const request = [...own.requests]
    .filter((one) => one.state in RANK)
    .sort((a, b) => (RANK[a.state] ?? 9) - (RANK[b.state] ?? 9) || a.position - b.position)[0];
  if (!request) return { kind: "idle", speech: null, request: null };
  return { kind: KIND[request.state] ?? "idle", speech: null, request };
}

/** The small picture in the tab. */
export const MARK: Record<TallyKind, string> = {
  air: "air",
  airPaused: "air",
  called: "called",
  ready: "ready",
  waiting: "waiting",
  asked: "waiting",
  idle: "plain",
  unknown: "lost",
};
