/**
 * Keys of the console, by their place on the keyboard so that Telex and UniKey do not matter.
 *
 * No single key may cut off a leader: E only arms, and the second E within three seconds ends.
 */

export type KeyAct =
  "next" | "end" | "pause" | "more" | "less" | "undo" | "find" | "list" | "help" | "disarm";

const BY_CODE: Record<string, KeyAct> = {
  Space: "next",
  KeyE: "end",
  KeyP: "pause",
  Equal: "more",
  NumpadAdd: "more",
  Minus: "less",
  NumpadSubtract: "less",
  KeyZ: "undo",
  KeyL: "list",
  Slash: "help",
  Escape: "disarm",
};

const TYPED_INTO = "input, select, textarea, [contenteditable], dialog[open] *";
const PRESSED = "button, a[href], summary, [role='button']";

type Pressed = Pick<
  KeyboardEvent,
  "code" | "isComposing" | "repeat" | "ctrlKey" | "metaKey" | "altKey" | "target"
>;

/** The act of a key, or null when it belongs to a field, a button, the browser, or is held down. */
export function keyAct(event: Pressed): KeyAct | null {
  if (event.isComposing || event.repeat || event.altKey) return null;
  // The document itself may be the target, and it is no element.
  const target = event.target && "closest" in event.target ? (event.target as Element) : null;
  if (event.ctrlKey || event.metaKey) return event.code === "KeyK" ? "find" : null;
  if (target?.closest(TYPED_INTO)) return null;
  const act = BY_CODE[event.code] ?? null;
  // On a button the space bar presses that button.
  return act === "next" && target?.closest(PRESSED) ? null : act;
}
