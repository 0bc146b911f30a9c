/** What the keys do; the same acts as the buttons, on the picture that is shown. */

import type { QueueRow } from "../generated/schema";
import { words } from "../words/language.svelte";
import type { Console } from "./console.svelte";
import { beginNext } from "./going";
import { type KeyAct, KEYS } from "./keys";
import { isAble, isCalled, nextAct, swapHint } from "./next";
import type { Order } from "./order.svelte";
import { following } from "./programme";
import { answersTo, questions } from "./questions";
import * as turns from "./turns";

const MINUTE_MS = 60_000;
/** A question that has just come takes no key yet: the finger was meant for something else. */
const SEEN_MS = 500;

type Doing = (desk: Console, order: Order) => void;

const OPEN: readonly KeyAct[] = [
  "find",
  "list",
  "help",
  "disarm",
  "incidents",
  "messages",
  "notes",
];
const TWICE = new Set(KEYS.filter((key) => key.twice).map((key) => key.act));

const DOES: Record<KeyAct, Doing> = {
  find: (desk) => (desk.open = { kind: "finder" }),
  list: (desk) => (desk.open = { kind: "points" }),
  nextItem: (desk) => beginNext(desk),
  compose: (desk) => (desk.open = { kind: "notice", site: null }),
  incidents: (desk) => desk.sides.show("incidents"),
  messages: (desk) => desk.sides.show("notices"),
  notes: (desk) => desk.sides.show("notes"),
  help: (desk) => (desk.open = { kind: "keys" }),
  wind: (desk) => (desk.open = { kind: "wind" }),
  limits: (desk) => (desk.open = { kind: "limits" }),
  disarm: (desk, order) => calm(desk, order),
  next: (desk) => callNext(desk),
  end: (desk) => endSpeech(desk),
  pause: (desk) => pauseOrResume(desk),
  chair: (desk) => turns.interject(desk),
  picture: (desk) => turns.picture(desk),
  remind: (desk) => turns.remind(desk),
  mute: (desk) => turns.mute(desk),
  more: (desk) => extend(desk, MINUTE_MS),
  less: (desk) => extend(desk, -MINUTE_MS),
  putBack: (desk) => turns.putBack(desk),
  answer1: (desk, order) => answerBy(desk, order, 0),
  answer2: (desk, order) => answerBy(desk, order, 1),
  answer3: (desk, order) => answerBy(desk, order, 2),
  answer4: (desk, order) => answerBy(desk, order, 3),
  swap: (desk, order) => swapAsHinted(desk, order),
  undo: (desk) => undo(desk),
  rowDown: (_, order) => order.step(1),
  rowUp: (_, order) => order.step(-1),
  rowFirst: (_, order) => order.step(-Infinity),
  rowLast: (_, order) => order.step(Infinity),
  moveUp: (_, order) => onRow(order, (row) => order.move(row.entry, "up")),
  moveDown: (_, order) => onRow(order, (row) => order.move(row.entry, "down")),
  approve: (desk, order) => onRow(order, (row) => approve(desk, order, row)),
  call: (desk, order) => onRow(order, (row) => call(desk, order, row)),
  defer: (desk, order) => onRow(order, (row) => act(desk, order, row, "defer_request")),
  decline: (desk, order) => onRow(order, (row) => act(desk, order, row, "decline_request")),
  aside: (desk, order) => asideOrBack(desk, order),
  phone: (desk, order) =>
    onRow(order, ({ site, entry }) => (desk.open = { kind: "call", site, entry })),
  name: (desk, order) => onRow(order, (row) => nameSpeaker(desk, row)),
  rowMore: (_, order) => order.menu(),
};

export function perform(desk: Console, order: Order, key: KeyAct): void {
  // Nothing is done on an old picture; looking and searching go on.
  if (desk.stream.stale && !OPEN.includes(key)) return;
  if (TWICE.has(key) && !armed(desk, order, key)) return;
  DOES[key](desk, order);
}

/** What a key that must be pressed twice is about; null when there is nothing to do. */
function target(desk: Console, order: Order, key: KeyAct): string | null {
  if (key === "nextItem") return (desk.view && following(desk.view.items)?.id) ?? null;
  return key === "decline" ? (order.row?.entry ?? null) : (desk.view?.speaking?.entry ?? null);
}

function armed(desk: Console, order: Order, key: KeyAct): boolean {
  const about = target(desk, order, key);
  return about !== null && desk.armOrFire(`${key} ${about}`);
}

/** A drag is put down, a suggestion left as it is, an armed key disarmed, the row let go. */
function calm(desk: Console, order: Order): void {
  if (order.drag) return order.cancel();
  desk.disarm();
  const hint = desk.view && swapHint(desk.view.queue);
  if (hint && !order.focused) order.leaveAs(pairOf(hint));
  order.leave();
}

export const pairOf = (hint: { risky: QueueRow; other: QueueRow }): string =>
  `${hint.risky.entry} ${hint.other.entry}`;

/** Call the first of the list, cue its picture, or give it the floor. Never ends a speech. */
export function callNext(desk: Console): void {
  const next = desk.view && nextAct(desk.view);
  if (!next || !desk.view || !isAble(next, desk.view.phase)) return;
  // A second press meant the same act: what became of the first is not yet known.
  if (desk.isBusy("next")) return;
  const { entry, site_name } = next.row;
  const say = words();
  const does = {
    call: ["call_point", say.host.callFor(site_name)],
    cue: ["cue_picture", say.floor.cueFor(site_name)],
    give: ["give_floor", say.host.giveTo(site_name)],
  } as const;
  const [type, label] = does[next.act as keyof typeof does];
  turns.turnAct(desk, entry, { type, label, spot: "next" });
}

/** By key it takes two presses; a click of the mouse is one act and can be undone. */
export function endSpeech(desk: Console): void {
  const speaking = desk.view?.speaking;
  if (!speaking) return;
  desk.disarm();
  const label = words().host.end;
  turns.turnAct(desk, speaking.entry, { type: "end_speech", label, spot: "speech" });
}

export function pauseOrResume(desk: Console): void {
  const speaking = desk.view?.speaking;
  if (!speaking) return;
  const paused = speaking.paused_at !== null;
  const label = paused ? words().host.resume : words().host.pause;
  const type = paused ? "resume_speech" : "pause_speech";
  void desk.floor({ type, entry: speaking.entry }, "speech", label);
}

export function extend(desk: Console, byMs: number): void {
  const speaking = desk.view?.speaking;
  if (!speaking || speaking.limit_ms === 0 || speaking.limit_ms + byMs <= 0) return;
  const label = byMs > 0 ? words().host.plus : words().host.minus;
  void desk.floor({ type: "extend_speech", entry: speaking.entry, by_ms: byMs }, "speech", label);
}

export function undo(desk: Console): void {
  const slot = desk.view?.undo;
  if (!slot || desk.now > slot.until_at) return;
  void desk.floor({ type: "undo_floor_act", act_rev: slot.act_rev }, "undo", words().host.undo);
}

function answerBy(desk: Console, order: Order, nth: number): void {
  const asked = desk.view && questions(desk.view)[0];
  const chosen = asked && answersTo(asked)[nth];
  if (asked && chosen && order.seenFor(`${asked.entry} ${asked.question}`) >= SEEN_MS) {
    turns.answer(desk, asked, chosen);
  }
}

function swapAsHinted(desk: Console, order: Order): void {
  const hint = desk.view && swapHint(desk.view.queue);
  if (hint && !order.left.has(pairOf(hint))) turns.swap(desk, order, hint);
}

// --- the row that the keyboard stands on --------------------------------------------------------

function onRow(order: Order, does: (row: QueueRow) => void): void {
  const row = order.row;
  if (row) does(row);
}

function act(
  desk: Console,
  order: Order,
  row: QueueRow,
  type: "defer_request" | "decline_request",
): void {
  const label = type === "defer_request" ? words().host.defer : words().host.decline;
  turns.turnAct(desk, row.entry, { type, label, rev: order.picture.rev });
}

function approve(desk: Console, order: Order, row: QueueRow): void {
  if (row.state !== "requested") return;
  const label = words().host.approve;
  turns.turnAct(desk, row.entry, { type: "approve_request", label, rev: order.picture.rev });
}

function call(desk: Console, order: Order, row: QueueRow): void {
  if (isCalled(row)) return;
  const label = words().host.callFor(row.site_name);
  turns.turnAct(desk, row.entry, { type: "call_point", label, rev: order.picture.rev });
}

/** The same key takes a row off the list and brings one back. */
function asideOrBack(desk: Console, order: Order): void {
  const entry = order.focused;
  if (!entry) return;
  const aside = desk.view?.aside.find((row) => row.entry === entry);
  const say = words().floor;
  const type = aside ? "return_request" : "set_aside";
  const label = aside ? say.asideBackOf(aside.site_name) : say.setAside;
  const rev = order.picture.rev;
  turns.turnAct(desk, entry, { type, label, rev, spot: aside ? "aside" : `entry-${entry}` });
}

export function nameSpeaker(desk: Console, row: Pick<QueueRow, "entry" | "site" | "site_name">) {
  desk.open = { kind: "speaker", entry: row.entry, site: row.site, siteName: row.site_name };
}
