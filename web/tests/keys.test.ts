/** One table of keys: no two acts on one key, nothing final on one press, and all of it explained. */
import { expect, test } from "vitest";
import { type KeyAct, KEYS, keyAct, keyOf } from "../src/host/keys";
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
