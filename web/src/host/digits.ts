/** Digits choose in dialogs, from the row above the letters or from the pad. */

type Pressed = Pick<
  KeyboardEvent,
  "code" | "isComposing" | "repeat" | "ctrlKey" | "metaKey" | "altKey" | "target" | "preventDefault"
>;

const TYPED = "textarea, input:not([type=radio]):not([type=checkbox])";

/** The place (from 0) that the digit names, or null; not while somebody types. */
export function chosenByDigit(event: Pressed, most: number): number | null {
  if (event.isComposing || event.repeat || event.ctrlKey || event.metaKey || event.altKey) {
    return null;
  }
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  if (!digit || Number(digit) > most) return null;
  const target = event.target && "closest" in event.target ? (event.target as Element) : null;
  if (target?.closest(TYPED)) return null;
  event.preventDefault();
  return Number(digit) - 1;
}
