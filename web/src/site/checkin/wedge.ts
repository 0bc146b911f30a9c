/**
 * A hand scanner is a keyboard: it types the code and Enter. Keys are read by their place
 * (`event.code`), so that the layout and the language of the computer do not matter.
 *
 * An input method such as UniKey works before the browser: it swallows a key, takes characters back
 * with Backspace and sends others without a place ("DD" arrives as D, Backspace, Đ). Which key it
 * swallowed follows from what changed, for Telex and for VNI; the check character of the code then
 * says which of the two it was.
 */

import { PREFIX, readCode } from "./code";

/** What is asked of a key event; a real one fits. */
export interface Key {
  code: string;
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/** A key as it was pressed: under Telex, and under VNI. */
type Pressed = readonly [telex: string, vni: string];

const PLACES: Record<string, string> = {
  Minus: "-",
  NumpadSubtract: "-",
  Space: " ",
  Slash: "/",
  NumpadDivide: "/",
  Period: ".",
};
const TONES: Record<string, Pressed> = {
  "\u0301": ["S", "1"],
  "\u0300": ["F", "2"],
  "\u0309": ["R", "3"],
  "\u0303": ["X", "4"],
  "\u0323": ["J", "5"],
};
const LONGEST = 200;

/** The character at a key's place on a plain keyboard, "" for one that is none. */
export function charAt(key: Key): string {
  const letter = /^(?:Key([A-Z])|(?:Digit|Numpad)([0-9]))$/.exec(key.code);
  if (letter) return letter[1] ?? letter[2] ?? "";
  if (key.code === "Semicolon") return key.shiftKey || key.key === ":" ? ":" : ";";
  return PLACES[key.code] ?? "";
}

/** Which key was swallowed, by what became of the text. */
export function swallowed(before: string, after: string): Pressed {
  const was = marks(before);
  const now = marks(after);
  const added = [...now].find((mark, at) => count(now, mark) > count(was, mark) && at >= 0);
  const last = (
    after
      .normalize("NFD")
      .match(/[a-zđ]/gi)
      ?.at(-1) ?? ""
  ).toUpperCase();
  if (added === undefined) {
    const longer = bare(after).length > bare(before).length;
    return longer ? [last, last] : ["Z", "0"];
  }
  if (added in TONES) return TONES[added] ?? ["", ""];
  if (added === "đ") return ["D", "9"];
  if (added === "\u0302") return [vowel(after, added), "6"];
  return ["W", added === "\u0306" ? "8" : "7"];
}

const bare = (text: string): string => text.normalize("NFD").replace(/\p{Mn}/gu, "");
const marks = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^\p{Mn}đ]/gu, "");
const count = (text: string, mark: string): number => text.split(mark).length - 1;

/** The letter that a mark stands on. */
function vowel(text: string, mark: string): string {
  const letters = text.normalize("NFD").match(/\P{Mn}\p{Mn}*/gu) ?? [];
  const found = letters.filter((letter) => letter.includes(mark)).at(-1) ?? "";
  return found.charAt(0).toUpperCase();
}

export class Wedge {
  private keys: Pressed[] = [];
  /** The text as an input method thinks that it stands. */
  private shown: string[] = [];
  /** The text before characters were taken back or sent without a place. */
  private before: string[] | null = null;
  private sent = false;

  /** What was typed so far, for the eye: a burst of an input method may still be under way. */
  get text(): string {
    const back = this.before !== null && !this.sent;
    const keys = back ? this.keys.slice(0, this.shown.length) : this.keys;
    return keys.map(([telex]) => telex).join("");
  }

  clear(): void {
    this.keys = [];
    this.shown = [];
    this.before = null;
    this.sent = false;
  }

  /** As if this had been typed: what was pasted, or written by a keyboard on the screen. */
  write(text: string): void {
    this.clear();
    for (const char of text.toUpperCase().slice(0, LONGEST)) {
      this.keys.push([char, char]);
      this.shown.push(char);
    }
  }

  /** Take a key: the whole text when it was Enter, true when the key was one of a code. */
  take(key: Key): string | boolean {
    if (key.ctrlKey || key.altKey || key.metaKey) return false;
    if (key.code === "Enter" || key.code === "NumpadEnter") return this.finish();
    // Some scanners end with Tab; for everybody else it goes on to the next field.
    if (key.code === "Tab") return readCode(this.text).fault === "none" ? this.finish() : false;
    if (key.code === "Backspace") {
      // After what was sent this is the next burst: another key was swallowed.
      if (this.sent) this.settle();
      this.before ??= [...this.shown];
      this.shown.pop();
      return true;
    }
    if (key.code === "" && Array.from(key.key).length === 1) {
      this.before ??= [...this.shown];
      this.shown.push(key.key);
      this.sent = true;
      return true;
    }
    const char = charAt(key);
    if (!char) return false;
    this.settle();
    if (this.keys.length >= LONGEST) this.clear();
    this.keys.push([char, char]);
    this.shown.push(char);
    return true;
  }

  /** A burst is over: one key was swallowed, or somebody took characters back. */
  private settle(): void {
    if (this.before === null) return;
    if (this.sent) this.keys.push(swallowed(this.before.join(""), this.shown.join("")));
    else this.keys.length = Math.min(this.keys.length, this.shown.length);
    this.before = null;
    this.sent = false;
  }

  private finish(): string {
    this.settle();
    const texts = [0, 1].map((way) => whole(this.keys.map((key) => key[way] ?? "").join("")));
    this.clear();
    return texts.find((text) => readCode(text).fault === "none") ?? texts[0] ?? "";
  }
}

/** A scan begins where its prefix is: what was typed before it and left is not part of it. */
function whole(text: string): string {
  const at = text.lastIndexOf(PREFIX);
  return at < 0 ? text : text.slice(at);
}
