/** Acts on turns that more than one place can make: cards, rows, questions, keys. */

import type { QueueRow, Speaking } from "../generated/schema";
import type { EntryAct } from "../link/acts.svelte";
import { words } from "../words/language.svelte";
import type { Console } from "./console.svelte";
import { type Swap, isCalled } from "./next";
import type { Order } from "./order.svelte";
import { type Answer, type Asked } from "./questions";

interface Made {
  type: EntryAct;
  label: string;
  spot?: string;
  /** The revision that the picture which was pressed rests on. */
  rev?: number | undefined;
}

/** An act that needs nothing but its entry; its trace stands at the entry unless told otherwise. */
export function turnAct(desk: Console, entry: string, made: Made): void {
  const spot = made.spot ?? `entry-${entry}`;
  const rev = made.rev ?? desk.view?.floor_rev;
  void desk.floor({ type: made.type, entry }, spot, made.label, rev);
}

/** To the one point, with its own way of being shown there. */
function tell(desk: Console, site: string, kind: "time" | "mute", spot: string): void {
  const say = words().floor;
  const text = kind === "mute" ? say.muteText : say.remindText;
  const label = kind === "mute" ? say.mute : say.remind;
  void desk.send({ type: "send_notice", sites: [site], text, kind }, spot, label);
}

export function remind(desk: Console): void {
  const speech = desk.view?.speaking;
  if (speech) tell(desk, speech.site, "time", "speech");
}

export function mute(desk: Console): void {
  const speech = desk.view?.speaking;
  if (speech) tell(desk, speech.site, "mute", "speech");
}

/** The speaker's picture went, or is back; with nobody on air that of the point that was cued. */
export function picture(desk: Console): void {
  const say = words().floor;
  const speech = desk.view?.speaking;
  if (speech) {
    const held = isHeld(speech);
    const type = held ? "confirm_picture" : "lose_picture";
    const label = held ? say.pictureOn : say.pictureLost;
    turnAct(desk, speech.entry, { type, label, spot: "speech" });
    return;
  }
  const cued = desk.view?.queue.find(awaitsPicture);
  if (cued) turnAct(desk, cued.entry, { type: "confirm_picture", label: say.pictureOn });
}

/** The turn stands because its picture is gone. */
export const isHeld = (speech: Speaking): boolean => speech.cause === "line" && !speech.picture;

export const awaitsPicture = (row: QueueRow): boolean =>
  row.near?.cued_at != null && row.near.picture_at === null;

export function takeByTelephone(desk: Console, entry: string, on: boolean, spot: string): void {
  const say = words().floor;
  const label = on ? say.byPhoneOn : say.byPhoneOff;
  void desk.floor({ type: "take_by_telephone", entry, on }, spot, label);
}

/** The chair cuts in: the clock stands, and it is said who. Of several chairs one is chosen. */
export function interject(desk: Console): void {
  const view = desk.view;
  if (!view?.speaking) return;
  if (view.speaking.paused_at !== null) {
    const label = words().host.resume;
    turnAct(desk, view.speaking.entry, { type: "resume_speech", label, spot: "speech" });
    return;
  }
  if (view.conduct.chairs.length > 1) desk.open = { kind: "chair" };
  else interjectAs(desk, view.conduct.chair || null);
}

export function interjectAs(desk: Console, person: string | null): void {
  const speech = desk.view?.speaking;
  if (!speech) return;
  const who = person ? { interjector: person } : {};
  void desk.floor(
    { type: "pause_speech", entry: speech.entry, cause: "interjection", ...who },
    "speech",
    words().floor.interject,
  );
}

/** Not this point was meant: nothing is spent, and stage and tally go back. */
export function wrongPoint(desk: Console): void {
  const speech = desk.view?.speaking;
  if (!speech) return;
  const label = words().host.wrongOf(speech.site_name);
  turnAct(desk, speech.entry, { type: "revoke_call", label, spot: "speech" });
}

/** The last speaker had not finished. */
export function putBack(desk: Console): void {
  const last = desk.view?.last_spoke;
  if (!last || desk.view?.speaking) return;
  const label = words().floor.putBack(last.site_name);
  turnAct(desk, last.entry, { type: "put_back", label, spot: "speech" });
}

/** Two neighbours change places; a called one gives way to one that is not called. */
export function swap(desk: Console, order: Order, pair: Swap): void {
  const { risky, other } = pair;
  const label = words().floor.swap(other.site_name);
  const rev = order.picture.rev;
  if (isCalled(risky) && !isCalled(other)) {
    turnAct(desk, risky.entry, { type: "pass_over", label, rev });
    return;
  }
  const move = { type: "move_request", entry: other.entry, before: risky.entry } as const;
  void desk.floor(move, `entry-${risky.entry}`, label, rev);
}

/** Where an act on an entry leaves its trace: where the entry stands. */
export function spotAt(desk: Console, entry: string): string {
  if (desk.view?.speaking?.entry === entry) return "speech";
  return desk.view?.aside.some((row) => row.entry === entry) ? "aside" : `entry-${entry}`;
}

/** The spot where an answer leaves its trace. */
export const spotOf = (asked: Asked): string =>
  asked.where === "speech" ? "speech" : `entry-${asked.entry}`;

/** Answer what the hand-over asks. */
export function answer(desk: Console, asked: Asked, with_: Answer): void {
  const say = words().floor;
  const spot = spotOf(asked);
  const act = (type: EntryAct, label: string) => turnAct(desk, asked.entry, { type, label, spot });
  switch (with_) {
    case "pass_over":
      return act("pass_over", say.passOver(asked.siteName, asked.other?.siteName ?? ""));
    case "wait":
      return act("keep_waiting", say.wait);
    case "hold":
      return act("keep_waiting", say.keepTurn);
    case "give":
      return act("give_floor", words().host.giveTo(asked.siteName));
    case "picture_on":
      return act("confirm_picture", say.pictureOn);
    case "set_aside":
      return act("set_aside", say.setAside);
    case "by_phone":
      return takeByTelephone(desk, asked.entry, true, spot);
    case "phone":
      desk.open = { kind: "call", site: asked.site, entry: asked.entry };
      return;
    case "remind":
      return remindOver(desk, asked);
  }
}

/** Told that the time is over; and asked about it again two minutes later. */
function remindOver(desk: Console, asked: Asked): void {
  const say = words().floor;
  const sites = [asked.site];
  const notice = { type: "send_notice", sites, text: say.overText, kind: "time" } as const;
  void desk.send(notice, spotOf(asked), say.remindOver).then((done) => {
    if (done?.fate !== "recorded") return;
    const spot = spotOf(asked);
    turnAct(desk, asked.entry, { type: "keep_waiting", label: say.remindOver, spot });
  });
}
