/** Am I on air, next, or waiting: from what the centre last said, and whether that still holds. */

import type { NoticeNow, RequestNow, SitePage, Speaking } from "../generated/schema";

export type TallyKind =
  | "air"
  | "airPaused"
  | "called"
  | "ready"
  | "waiting"
  | "asked"
  | "aside"
  | "idle"
  | "restricted"
  | "unknown";

export interface Tally {
  kind: TallyKind;
  speech: Speaking | null;
  request: RequestNow | null;
  /** Whether the point's picture is on the hall's screen, on its way there, or nobody spoke of it. */
  picture: "up" | "coming" | "none";
}

const RANK: Record<string, number> = { ready: 0, called: 1, queued: 2, requested: 3, deferred: 4 };
const KIND: Record<string, TallyKind> = {
  ready: "ready",
  called: "called",
  queued: "waiting",
  requested: "asked",
  deferred: "aside",
};
const NOTHING = { speech: null, request: null, picture: "none" } as const;

export function tallyOf(page: Pick<SitePage, "floor" | "own">): Tally {
  const { floor, own } = page;
  if (!floor || !own) return { ...NOTHING, kind: "unknown" };
  if (floor.restricted) return { ...NOTHING, kind: "restricted" };
  const speech = floor.speaking;
  if (speech && speech.site === own.site) {
    const picture = speech.picture ? "up" : "none";
    return {
      ...NOTHING,
      kind: speech.paused_at === null ? "air" : "airPaused",
      speech,
      picture,
    };
  }
  const request = [...own.requests]
    .filter((one) => one.state in RANK)
    .sort((a, b) => (RANK[a.state] ?? 9) - (RANK[b.state] ?? 9) || a.position - b.position)[0];
  if (!request) return { ...NOTHING, kind: "idle" };
  const next = floor.next.find((one) => one.entry === request.entry);
  const picture = next?.picture_at != null ? "up" : next?.cued_at != null ? "coming" : "none";
  return { kind: KIND[request.state] ?? "idle", speech: null, request, picture };
}

/** In these the tally fills the screen: the room acts on it. */
export function fills(kind: TallyKind): boolean {
  return kind === "air" || kind === "airPaused" || kind === "called" || kind === "ready";
}

/** "One minute left" belongs over the speech it was sent into, until it is read. */
export function timeNotice(tally: Tally, notices: readonly NoticeNow[]): NoticeNow | null {
  const speech = tally.speech;
  if (!speech) return null;
  return (
    notices.find((one) => one.kind === "time" && !one.read && one.sent_at >= speech.started_at) ??
    null
  );
}

/** Requests to switch the microphone off that nobody here has answered, the newest first. */
export function openMutes(notices: readonly NoticeNow[]): NoticeNow[] {
  return notices.filter((one) => one.kind === "mute" && !one.read);
}

/** The small picture in the tab. */
export const MARK: Record<TallyKind, string> = {
  air: "air",
  airPaused: "air",
  called: "called",
  ready: "ready",
  waiting: "waiting",
  asked: "waiting",
  aside: "waiting",
  idle: "plain",
  restricted: "plain",
  unknown: "lost",
};
