/** What the hand-over asks, and exactly the sensible answers to it. */

import type { HostView, Near, Question } from "../generated/schema";

export type Answer =
  | "pass_over"
  | "wait"
  | "phone"
  | "picture_on"
  | "give"
  | "remind"
  | "hold"
  | "set_aside"
  | "by_phone";

export interface Asked {
  entry: string;
  site: string;
  siteName: string;
  question: Question;
  near: Near;
  /** On air, or one of those called. */
  where: "speech" | "card";
  /** Since when the step stands still. */
  since: number;
  /** Who would be called instead: the first that is not called. */
  other: { entry: string; siteName: string } | null;
}

type Seen = Pick<HostView, "queue" | "speaking" | "speaking_near">;

/** The questions that stand, the speaker's first, then in the order of the list. */
export function questions(view: Seen): Asked[] {
  const follower = view.queue.find((row) => row.state === "queued" || row.state === "requested");
  const other = follower ? { entry: follower.entry, siteName: follower.site_name } : null;
  const asked: Asked[] = [];
  const { speaking, speaking_near: near } = view;
  if (speaking && near?.asked) {
    const over =
      speaking.started_at + speaking.paused_ms + speaking.limit_ms - (speaking.used_ms ?? 0);
    const since = near.asked === "overtime" ? over : (speaking.paused_at ?? speaking.started_at);
    const { entry, site, site_name } = speaking;
    const who = { entry, site, siteName: site_name };
    asked.push({ ...who, question: near.asked, near, where: "speech", since, other });
  }
  for (const row of view.queue) {
    if (!row.near?.asked) continue;
    const { entry, site, site_name } = row;
    const since = sinceOf(row.near, row.called_at, row.ready_at);
    const who = { entry, site, siteName: site_name };
    asked.push({ ...who, question: row.near.asked, near: row.near, where: "card", since, other });
  }
  return asked;
}

function sinceOf(near: Near, called: number | null, ready: number | null): number {
  if (near.asked === "no_picture") return near.cued_at ?? 0;
  if (near.asked === "waiting") return ready ?? 0;
  return called ?? 0;
}

/** In the order of their keys, 1 to 4: the way on, patience, then the others. */
export function answersTo(asked: Asked): Answer[] {
  const phone: Answer[] = asked.near.phone ? ["phone"] : [];
  const pass: Answer[] = asked.other ? ["pass_over"] : [];
  switch (asked.question) {
    case "unanswered":
      return [...(pass.length ? pass : (["set_aside"] as const)), "wait", ...phone];
    case "no_picture":
      return ["picture_on", "wait", ...phone, ...pass];
    case "waiting":
      return ["give", "wait"];
    case "overtime":
      return ["remind", "wait"];
    case "line_lost":
      return ["set_aside", "hold", "by_phone"];
  }
}
