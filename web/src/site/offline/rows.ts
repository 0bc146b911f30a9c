/** What the browser of a point without an agent keeps: the rows of its store, and what they say. */

import type { ActNow, FloorFrame, OwnFrame, RecordAct, RosterPage } from "../../generated/schema";

export type RecordBody = RecordAct["body"];
export type EntryState = "waiting" | "accepted" | "refused";

/** One record. Its number in the stream is given when it is kept, in the same transaction. */
export interface Entry {
  /** The place in this browser, given by the store. */
  n?: number;
  id: string;
  session: string;
  site: string;
  incarnation: string;
  seq: number;
  device_at: number;
  offset_ms: number | null;
  what: ActNow["what"];
  target: string;
  word: string;
  /** Null when the session was closed and nothing need be sent again. */
  body: RecordBody | null;
  state: EntryState;
  code: string;
  settled_at: number | null;
  /** A picture of this revision or later shows what the record changed. */
  rev: number | null;
  /** Its personal texts were taken out, so that it may differ from what was sent before. */
  redacted: boolean;
}

/** The numbered stream of one point in one session. */
export interface StreamRow {
  key: string;
  session: string;
  site: string;
  incarnation: string;
  next: number;
}

/** The last picture of a point, so that the page can open without a line. */
export interface KeptView {
  site: string;
  session: string;
  at: number;
  floor: FloorFrame | null;
  own: OwnFrame | null;
}

/** What this browser alone has: not sent, or refused and looked at by nobody. */
export interface Undelivered {
  waiting: number;
  refused: number;
}

/** Refused, and not thrown away yet: somebody has to look at it. */
export const isUnread = (entry: Entry): boolean => entry.state === "refused" && entry.body !== null;

/** A page of the roster and the meeting it is of: another one may number its people alike. */
export type KeptRoster = RosterPage & { session: string };

/**
 * A kept page as one of the meeting of this picture; null if it is of another one. The version
 * before did not write of which meeting a page is: the tag tells, for it rests on salted names.
 * Where a name is missing, that version may have erased it for another meeting: fetched again.
 */
export function rosterOf(
  view: KeptView,
  page: RosterPage & { session?: string },
): KeptRoster | null {
  const { session } = view;
  if (page.session !== undefined) return page.session === session ? { ...page, session } : null;
  if (page.tag !== view.own?.roster.pages[page.page]) return null;
  return page.people.every((one) => one.name !== "") ? { ...page, session } : null;
}

export const streamKey = (session: string, site: string): string => `${session}/${site}`;

/** What, whom and which word: the same as `wire.site_acts.summary`, never a name. */
export function summary(body: RecordBody): Pick<ActNow, "what" | "target" | "word"> {
  const what = body.kind;
  switch (body.kind) {
    case "attendance":
    case "correction":
    case "attendee":
      return { what, target: body.person, word: body.status ?? "in_person" };
    case "head_count":
      return { what, target: "", word: String(body.count) };
    case "roll_answer":
      return { what, target: body.roll_call, word: "" };
    case "incident":
      return { what, target: "", word: body.incident };
    case "notice_read":
      return { what, target: body.notice, word: "" };
    case "decline_read":
    case "written":
      return { what, target: body.entry, word: "" };
    case "head":
      return { what, target: body.person, word: "" };
    default:
      return { what, target: "", word: "" };
  }
}

/** How an entry stands, as the page shows it. */
export function actOf(entry: Entry): ActNow {
  const { id, what, target, word, state, code, settled_at } = entry;
  const made_at = entry.device_at + (entry.offset_ms ?? 0);
  return { id, what, target, word, state, code, made_at, settled_at };
}
