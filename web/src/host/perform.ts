/** What the keys do; the same acts as the buttons, on the picture that is shown. */

import { words } from "../words/language.svelte";
import type { Console } from "./console.svelte";
import type { KeyAct } from "./keys";
import { nextAct } from "./next";

const MINUTE_MS = 60_000;

export function perform(desk: Console, act: KeyAct): void {
  switch (act) {
    case "find":
      desk.open = { kind: "finder" };
      return;
    case "list":
      desk.open = { kind: "points" };
      return;
    case "help":
      desk.open = { kind: "keys" };
      return;
    case "disarm":
      desk.disarm();
      return;
    case "next":
      return callNext(desk);
    case "end":
      return endSpeech(desk, true);
    case "pause":
      return pauseOrResume(desk);
    case "more":
      return extend(desk, MINUTE_MS);
    case "less":
      return extend(desk, -MINUTE_MS);
    case "undo":
      return undo(desk);
  }
}

/** Call the first of the list, or give it the floor when it is ready. Never ends a speech. */
export function callNext(desk: Console): void {
  const next = desk.view && nextAct(desk.view);
  if (!next) return;
  const { entry, site_name } = next.row;
  if (next.act === "call") {
    void desk.floor({ type: "call_point", entry }, "next", words().host.callFor(site_name));
  } else if (next.act === "give") {
    void desk.floor({ type: "give_floor", entry }, "next", words().host.giveTo(site_name));
  }
}

/** A key must be pressed twice; a click of the mouse is one act and can be undone. */
export function endSpeech(desk: Console, byKey: boolean): void {
  const speaking = desk.view?.speaking;
  if (!speaking) return;
  if (byKey && !desk.armOrFire(speaking.entry)) return;
  desk.disarm();
  void desk.floor({ type: "end_speech", entry: speaking.entry }, "speech", words().host.end);
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
