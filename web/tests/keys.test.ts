/** One table of keys: no two acts on one key, nothing final on one press, and all of it explained. */
import { expect, test } from "vitest";
import { type KeyAct, KEYS, keyAct, keyOf, Letters, LOST_MS } from "../src/host/keys";
import { vi } from "../src/words/vi";

const plain = {
  key: "",
  isComposing: false,
  repeat: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  target: null,
};
const press = (code: string, over: Partial<typeof plain> = {}) =>
  keyAct({ ...plain, ...over, code });

test("every key of the table does what the help says of it", () => {
  for (const key of KEYS) {
    for (const code of key.codes) {
      const held = { ctrlKey: key.with === "ctrl", altKey: key.with === "alt" };
      expect(press(code, held), `${key.shown.join(" ")}`).toBe(key.act);
    }
  }
});

test("no key has two acts", () => {
  const taken = KEYS.flatMap((key) => key.codes.map((code) => `${key.with ?? ""} ${code}`));
  expect(new Set(taken).size).toBe(taken.length);
});

test("every act that has a key is explained, and every explanation has a key", () => {
  expect([...new Set(KEYS.map((key) => key.act))].sort()).toEqual(
    (Object.keys(vi.floor.keys) as KeyAct[]).sort(),
  );
});

test("what cannot be taken back takes two presses", () => {
  const twice = KEYS.filter((key) => key.twice).map((key) => key.act);
  expect(twice.sort()).toEqual(["decline", "end", "mute", "nextItem", "remind"]);
  expect(keyOf("end")).toBe("E E");
  expect(keyOf("moveUp")).toBe("Alt ↑");
});

test("a key that is held down does nothing more, except walking the list", () => {
  expect(press("KeyE", { repeat: true })).toBeNull();
  expect(press("Space", { repeat: true })).toBeNull();
  expect(press("KeyJ", { repeat: true })).toBe("rowDown");
});

test("keys of an input method and of the browser are theirs", () => {
  expect(press("KeyE", { isComposing: true })).toBeNull();
  expect(press("KeyE", { key: "Process" })).toBeNull();
  expect(press("KeyE", { ctrlKey: true })).toBeNull();
  expect(press("KeyE", { altKey: true })).toBeNull();
  expect(press("KeyP", { metaKey: true })).toBeNull();
  expect(press("F9")).toBeNull();
});

test("the letter on the key does not matter, its place does", () => {
  expect(press("KeyE", { key: "ê" })).toBe("end");
  expect(press("KeyD", { key: "đ" })).toBe("aside");
});

/** A field of the page, as far as a key can tell. */
function field() {
  const it = { isConnected: true, disabled: false, tagName: "INPUT" };
  const matches = (what: string) => (what === ":disabled" ? it.disabled : !it.disabled);
  return Object.assign(it, { matches });
}
const body = { isConnected: true, tagName: "BODY", matches: () => false };
const button = { ...body, tagName: "BUTTON" };
const letter = (key: string) => ({ key, ctrlKey: false, metaKey: false, altKey: false });

/** Somebody who has written into a field, which then goes away. */
function writing(last = "i") {
  const [letters, on] = [new Letters(), field()];
  letters.look(on, 0);
  expect(letters.isStray(letter("G"), on, 0)).toBe(false);
  expect(letters.isStray(letter(last), on, 0)).toBe(false);
  return { letters, on };
}

test("letters of a field that went away are no acts for two seconds after the last of them", () => {
  const { letters } = writing();
  letters.look(body, 100);
  expect(letters.isStray(letter("p"), body, LOST_MS)).toBe(true);
  expect(letters.isStray(letter(" "), body, 2 * LOST_MS - 1)).toBe(true);
  expect(letters.isStray(letter("e"), body, 3 * LOST_MS - 1)).toBe(false);
});

test("a field that is disabled or gone is lost wherever the keyboard went", () => {
  for (const lost of [{ disabled: true }, { isConnected: false }]) {
    const { letters, on } = writing();
    Object.assign(on, lost);
    expect(letters.isStray(letter("p"), button, 1)).toBe(true);
  }
});

test("a field that was left by a click, Tab, Enter or Escape is not lost", () => {
  for (const key of ["Tab", "Enter", "Escape"]) {
    const { letters } = writing(key);
    expect(letters.isStray(letter("p"), body, 1), key).toBe(false);
  }
  const { letters } = writing();
  letters.clicked();
  expect(letters.isStray(letter("p"), body, 1)).toBe(false);
});

test("Escape gives the keys back, and a key that does nothing by itself prolongs nothing", () => {
  const { letters } = writing();
  letters.look(body, 0);
  expect(letters.isStray(letter("Shift"), body, LOST_MS - 1)).toBe(false);
  expect(letters.isStray(letter("p"), body, LOST_MS + 1)).toBe(false);
  const { letters: other } = writing();
  other.look(body, 0);
  expect(other.isStray(letter("Escape"), body, 1)).toBe(false);
  expect(other.isStray(letter("p"), body, 2)).toBe(false);
});

test("a click, Tab or another field gives the keys back at once", () => {
  const lost = () => {
    const { letters } = writing();
    letters.look(body, 0);
    return letters;
  };
  const [clicked, tabbed, other] = [lost(), lost(), lost()];
  clicked.clicked();
  expect(clicked.isStray(letter("p"), body, 1)).toBe(false);
  expect(tabbed.isStray(letter("Tab"), body, 1)).toBe(false);
  expect(tabbed.isStray(letter("p"), button, 2)).toBe(false);
  expect(other.isStray(letter("p"), field(), 1)).toBe(false);
});

test("keys with Ctrl are never strays, and give nothing back", () => {
  const { letters } = writing();
  letters.look(body, 0);
  expect(letters.isStray({ ...letter("k"), ctrlKey: true }, body, 1)).toBe(false);
  expect(letters.isStray(letter("p"), body, 2)).toBe(true);
});
