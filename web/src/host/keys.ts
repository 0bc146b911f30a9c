/**
 * Keys of the console, by their place on the keyboard so that Telex and UniKey do not matter.
 *
 * One table drives both the handler and the help, so that the help cannot lie. No single key may
 * do what cannot be taken back: such keys (`twice`) only arm, and the second press within three
 * seconds is true. A key that is held down does nothing more than once, except walking the list.
 */

export type KeyGroup = "speech" | "list" | "row" | "page";

export type KeyAct =
  | "next"
  | "end"
  | "pause"
  | "chair"
  | "picture"
  | "remind"
  | "mute"
  | "more"
  | "less"
  | "putBack"
  | "answer1"
  | "answer2"
  | "answer3"
  | "answer4"
  | "swap"
  | "wind"
  | "limits"
  | "undo"
  | "find"
  | "list"
  | "nextItem"
  | "compose"
  | "incidents"
  | "messages"
  | "notes"
  | "help"
  | "disarm"
  | "rowDown"
  | "rowUp"
  | "rowFirst"
  | "rowLast"
  | "moveUp"
  | "moveDown"
  | "approve"
  | "call"
  | "defer"
  | "aside"
  | "decline"
  | "phone"
  | "name"
  | "rowMore";

export interface Key {
  act: KeyAct;
  group: KeyGroup;
  /** `KeyboardEvent.code`s, any of them. */
  codes: readonly string[];
  /** As it is printed on the key. */
  shown: readonly string[];
  with?: "ctrl" | "alt";
  /** Armed by the first press, true with the second. */
  twice?: boolean;
  /** May be held down. */
  held?: boolean;
  /** Inside the list, or with nothing focused, only: arrows belong to other things elsewhere. */
  near?: boolean;
}

const speech = "speech" as const;
const [list, row, page] = ["list", "row", "page"] as const;
const digit = (n: number) => [`Digit${n}`, `Numpad${n}`];

export const KEYS: readonly Key[] = [
  { act: "next", group: speech, codes: ["Space"], shown: ["Space"] },
  { act: "end", group: speech, codes: ["KeyE"], shown: ["E"], twice: true },
  { act: "pause", group: speech, codes: ["KeyP"], shown: ["P"] },
  { act: "chair", group: speech, codes: ["KeyC"], shown: ["C"] },
  { act: "picture", group: speech, codes: ["KeyH"], shown: ["H"] },
  { act: "remind", group: speech, codes: ["KeyR"], shown: ["R"], twice: true },
  { act: "mute", group: speech, codes: ["KeyT"], shown: ["T"], twice: true },
  { act: "more", group: speech, codes: ["Equal", "NumpadAdd"], shown: ["+"] },
  { act: "less", group: speech, codes: ["Minus", "NumpadSubtract"], shown: ["−"] },
  { act: "putBack", group: speech, codes: ["KeyB"], shown: ["B"] },
  { act: "answer1", group: list, codes: digit(1), shown: ["1"] },
  { act: "answer2", group: list, codes: digit(2), shown: ["2"] },
  { act: "answer3", group: list, codes: digit(3), shown: ["3"] },
  { act: "answer4", group: list, codes: digit(4), shown: ["4"] },
  { act: "swap", group: list, codes: ["KeyS"], shown: ["S"] },
  { act: "wind", group: list, codes: ["KeyW"], shown: ["W"] },
  { act: "limits", group: list, codes: ["KeyO"], shown: ["O"] },
  { act: "rowDown", group: row, codes: ["ArrowDown"], shown: ["↓"], held: true, near: true },
  { act: "rowDown", group: row, codes: ["KeyJ"], shown: ["J"], held: true },
  { act: "rowUp", group: row, codes: ["ArrowUp"], shown: ["↑"], held: true, near: true },
  { act: "rowUp", group: row, codes: ["KeyK"], shown: ["K"], held: true },
  { act: "rowFirst", group: row, codes: ["Home"], shown: ["Home"], near: true },
  { act: "rowLast", group: row, codes: ["End"], shown: ["End"], near: true },
  { act: "moveUp", group: row, codes: ["ArrowUp"], shown: ["Alt", "↑"], with: "alt" },
  { act: "moveDown", group: row, codes: ["ArrowDown"], shown: ["Alt", "↓"], with: "alt" },
  { act: "approve", group: row, codes: ["KeyA"], shown: ["A"] },
  { act: "call", group: row, codes: ["KeyM"], shown: ["M"] },
  { act: "defer", group: row, codes: ["KeyX"], shown: ["X"] },
  { act: "aside", group: row, codes: ["KeyD"], shown: ["D"] },
  { act: "decline", group: row, codes: ["KeyV"], shown: ["V"], twice: true },
  { act: "phone", group: row, codes: ["KeyG"], shown: ["G"] },
  { act: "name", group: row, codes: ["KeyN"], shown: ["N"] },
  { act: "rowMore", group: row, codes: ["Period"], shown: ["."] },
  { act: "find", group: page, codes: ["KeyK"], shown: ["Ctrl", "K"], with: "ctrl" },
  { act: "list", group: page, codes: ["KeyL"], shown: ["L"] },
  { act: "nextItem", group: page, codes: ["KeyQ"], shown: ["Q"], twice: true },
  { act: "compose", group: page, codes: ["KeyF"], shown: ["F"] },
  { act: "incidents", group: page, codes: ["KeyI"], shown: ["I"] },
  { act: "messages", group: page, codes: ["KeyU"], shown: ["U"] },
  { act: "notes", group: page, codes: ["KeyY"], shown: ["Y"] },
  { act: "undo", group: page, codes: ["KeyZ"], shown: ["Z"] },
  { act: "help", group: page, codes: ["Slash"], shown: ["?"] },
  { act: "disarm", group: page, codes: ["Escape"], shown: ["Esc"] },
];

const TYPED_INTO = "input, select, textarea, [contenteditable], dialog[open] *, [popover] *";
const PRESSED = "button, a[href], summary, [role='button']";
export const ROWS = "[data-order]";

type Pressed = Pick<
  KeyboardEvent,
  "code" | "key" | "isComposing" | "repeat" | "ctrlKey" | "metaKey" | "altKey" | "target"
>;

/** The act of a key, or null when it belongs to a field, a button, the browser, or is held down. */
export function keyAct(event: Pressed): KeyAct | null {
  // An input method is at work on this key; what it means is not yet known.
  if (event.isComposing || event.key === "Process") return null;
  // The document itself may be the target, and it is no element.
  const target = event.target && "closest" in event.target ? (event.target as Element) : null;
  const found = KEYS.find((key) => key.codes.includes(event.code) && fits(key, event));
  if (!found || (event.repeat && !found.held)) return null;
  if (found.with === "ctrl") return found.act;
  if (target?.closest(TYPED_INTO)) return null;
  if (found.near && target && target !== document.body && !target.closest(ROWS)) return null;
  // On a button the space bar presses that button.
  return found.act === "next" && target?.closest(PRESSED) ? null : found.act;
}

/** What is written in; a choice, a slider or a button takes no letters. */
const WRITTEN_IN =
  ":is(textarea, [contenteditable], input:not([type='radio'], [type='checkbox'], [type='range'])):not(:disabled)";
export const LOST_MS = 2_000;
const BESIDE = new Set(["Shift", "Control", "Alt", "Meta", "CapsLock", "NumLock"]);

type Field = Pick<Element, "matches" | "isConnected" | "tagName">;

/**
 * Letters meant for a text field that went away under them are no acts. Once it is gone, keys do
 * nothing until none has come for two seconds, or a click, Tab or Escape shows that somebody looks.
 */
export class Letters {
  private field: Field | null = null;
  /** Enter, Escape, Tab or a click: what goes away after it was meant to. */
  private own = false;
  private until = -Infinity;

  /** Where the keyboard is now; a field that is taken off the page does not always say so. */
  look(on: Field | null, now: number): void {
    const was = this.field;
    this.field = on?.matches(WRITTEN_IN) ? on : null;
    if (this.field === was) return;
    if (this.field) {
      this.own = false;
      this.until = -Infinity;
    } else if (was && !this.own && (isNowhere(on) || isGone(was))) this.until = now + LOST_MS;
  }

  /** A click: whoever points at the page knows where its keys go. */
  clicked(): void {
    this.own = true;
    this.until = -Infinity;
  }

  /** Whether this key was meant for a field that is gone. */
  isStray(
    event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">,
    on: Field | null,
    now: number,
  ): boolean {
    this.look(on, now);
    if (["Tab", "Escape"].includes(event.key)) this.clicked();
    if (BESIDE.has(event.key)) return false; // does nothing by itself, and shows nothing
    const single = !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== "Escape";
    const stray = single && now < this.until;
    if (stray) this.until = now + LOST_MS;
    else this.own = ["Enter", "Escape", "Tab"].includes(event.key);
    return stray;
  }
}

const isNowhere = (on: Field | null): boolean => on === null || on.tagName === "BODY";
const isGone = (field: Field): boolean => !field.isConnected || field.matches(":disabled");

function fits(key: Key, event: Pressed): boolean {
  const ctrl = event.ctrlKey || event.metaKey;
  return ctrl === (key.with === "ctrl") && event.altKey === (key.with === "alt");
}

/** How the key of an act is printed: "E E", "Alt ↑". */
export function keyOf(act: string): string {
  const key = KEYS.find((one) => one.act === act);
  if (!key) return "";
  return (key.twice ? [...key.shown, ...key.shown] : key.shown).join(" ");
}
