/** Calling the roll by voice: its keys, and a guard against a press that was meant for another. */

import type { RollCallProgress } from "../generated/schema";

export type RollKeyAct = "present" | "silent" | "back" | "again";

export interface RollKey {
  act: RollKeyAct;
  /** `KeyboardEvent.code`s: the place on the keyboard, so that Telex and UniKey do not matter. */
  codes: readonly string[];
  shown: string;
}

export const ROLL_KEYS: readonly RollKey[] = [
  { act: "present", codes: ["Space", "Digit1", "Numpad1"], shown: "Space" },
  { act: "silent", codes: ["KeyX", "Digit2", "Numpad2"], shown: "X" },
  { act: "back", codes: ["KeyR", "Digit3", "Numpad3"], shown: "R" },
  { act: "again", codes: ["KeyB", "Digit4", "Numpad4"], shown: "B" },
];

type Pressed = Pick<
  KeyboardEvent,
  "code" | "key" | "isComposing" | "repeat" | "ctrlKey" | "metaKey" | "altKey"
>;

/** The act of a key; null when it is held down, or belongs to an input method or the browser. */
export function rollKey(event: Pressed): RollKeyAct | null {
  if (event.isComposing || event.key === "Process" || event.repeat) return null;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  return ROLL_KEYS.find((key) => key.codes.includes(event.code))?.act ?? null;
}

export interface RollCommand {
  type: "answer_roll_call" | "mark_silent" | "ask_site";
  roll_call: string;
  site: string;
}

/** What an act comes to now; null where there is nothing it could mean. */
export function commandOf(call: RollCallProgress, act: RollKeyAct): RollCommand | null {
  const one = (type: RollCommand["type"], site: string | null | undefined) =>
    site ? { type, roll_call: call.id, site } : null;
  switch (act) {
    case "present":
      return one("answer_roll_call", call.asked);
    case "silent":
      return one("mark_silent", call.asked);
    case "back":
      return one("ask_site", call.marks.find((mark) => !mark.own)?.site);
    case "again":
      return one("ask_site", call.silent_first[0]);
  }
}

/** How many points are still to be called, the one being called among them. */
export function leftToCall(call: RollCallProgress): number {
  return Math.max(0, call.expected - call.answered - call.silent);
}

/** About the time a voice needs to stop once the eye has seen another name, ms. */
export const SETTLE_MS = 600;
/** After that a picture that never came is no reason to wait any longer, ms. */
export const PENDING_MS = 2_000;

/**
 * A point that answers by its own button takes its name off the desk just as somebody is about to
 * press for it: what is shown then takes no key yet. What one's own press brought up is expected.
 */
export class Calling {
  private asked: string | null = null;
  private changedAt = -Infinity;
  private acted: { asked: string | null; at: number } | null = null;

  /** The point that is called from `at`, page time in ms. */
  see(asked: string | null, at: number): void {
    if (asked === this.asked) return;
    if (this.asked !== null && asked !== null && this.acted === null) this.changedAt = at;
    this.asked = asked;
    this.acted = null;
  }

  /** Whether a press can be meant for what is shown. */
  settled(at: number): boolean {
    return at - this.changedAt >= SETTLE_MS;
  }

  /** Whether the press before this one is not shown yet. */
  pending(at: number): boolean {
    return this.acted !== null && at - this.acted.at < PENDING_MS;
  }

  /** Somebody has pressed a key of this desk. */
  press(at: number): void {
    this.acted = { asked: this.asked, at };
  }

  /** It led to nothing. */
  failed(): void {
    this.acted = null;
  }
}
