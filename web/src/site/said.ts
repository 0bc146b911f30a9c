/** The sentences of the tally: what it is, whom it concerns, and what is to be done. */

import type { FloorFrame, OwnFrame, Speaking } from "../generated/schema";
import { type Language, hourMinute, span, timeLeft } from "../time/format";
import type { Words } from "../words/vi";
import type { PersonNow } from "./people";
import type { Tally } from "./tally";

type Say = Words["site"];

/** The word of the state; a held turn says why it is held. */
export function tallyWord(tally: Tally, say: Say): string {
  const { kind, speech } = tally;
  if (kind !== "airPaused" || !speech) return say.tally[kind];
  if (speech.cause === "line") return say.heldLine;
  return speech.cause === "recess" ? say.heldRecess : say.tally.airPaused;
}

function pauseHint(speech: Speaking, say: Say): string {
  switch (speech.cause) {
    case "line":
      return say.heldLineHint;
    case "recess":
      return say.heldRecessHint;
    case "interjection":
      return speech.interjector ? say.pausedBy(speech.interjector) : say.pausedChair;
    default:
      return say.pausedHint;
  }
}

export function tallyHead(tally: Tally, floor: FloorFrame | null, own: OwnFrame | null, say: Say) {
  const name = own?.site_name ?? "";
  const { kind, speech, request } = tally;
  if (speech) return speech.speaker || name;
  if (kind === "restricted") return say.restrictedHead;
  if (kind === "called" || kind === "ready")
    return floor?.speaking ? `${name} ${say.after(floor.speaking.site_name)}` : name;
  if (kind === "aside") return name;
  if (request) return say.position(request.position);
  if (!floor) return say.tally.unknown;
  if (floor.speaking) return say.nowSpeaking(floor.speaking.site_name);
  return floor.phase === "live" ? say.nobody : say.phaseNote[floor.phase];
}

export function tallyHint(tally: Tally, floor: FloorFrame | null, own: OwnFrame | null, say: Say) {
  const { kind, speech, request } = tally;
  if (kind === "airPaused" && speech) return pauseHint(speech, say);
  if (kind === "air") return speech?.by_phone ? say.byPhoneHint : say.airHint;
  if (kind === "called") return say.calledHint;
  if (kind === "ready") return say.readyHint;
  if (kind === "restricted") return say.restrictedHint;
  if (kind === "aside") return say.asideHint;
  if (request) return say.ahead(Math.max(0, request.position - 1));
  if (own?.receive_only) return say.receiveOnly;
  return floor?.item?.title ?? "";
}

/** A recess, with the time it ends at and what is left of it; empty when there is none. */
export function recessLine(floor: FloorFrame | null, now: number, say: Say): string {
  if (floor?.phase !== "paused") return "";
  const until = floor.resumes_at ?? null;
  if (until === null) return say.recess;
  const left = until > now ? say.rollLeft(timeLeft(until - now).text) : say.recessOver;
  return `${say.recessUntil(hourMinute(until))} · ${left}`;
}

/** What was spoken before a turn was held back, and what is left; empty for a fresh turn. */
export function usedLine(used_ms: number, limit_ms: number, say: Say, language: Language): string {
  if (!used_ms || !limit_ms) return "";
  const left = Math.max(0, limit_ms - used_ms);
  return say.usedBefore(span(used_ms, language), span(left, language));
}

/** A person as an option of a list: the post, and the state where it matters. */
export function personOption(
  person: Pick<PersonNow, "name" | "post" | "status">,
  words: Words,
): string {
  const away = ["deputised", "excused", "absent"].includes(person.status);
  return [
    person.name || words.site.erased,
    person.post,
    away ? words.status[person.status].toLocaleLowerCase("vi") : "",
  ]
    .filter(Boolean)
    .join(" – ");
}
