/** Two quick presses are two acts, not a conflict with oneself. */
import { expect, test } from "vitest";
import { OwnTurns } from "../src/host/own-turns";

test("a picture leads on through this page's own acts, and no further", () => {
  const own = new OwnTurns();
  own.led(5, 7);
  own.led(7, 8);
  expect(own.after(5)).toBe(8);
  expect(own.after(7)).toBe(8);
  expect(own.after(6)).toBe(6);
  own.led(9, 9);
  expect(own.after(9)).toBe(9);
});

test("only the newest are kept", () => {
  const own = new OwnTurns();
  for (let rev = 0; rev < 50; rev++) own.led(rev * 2, rev * 2 + 1);
  expect(own.after(0)).toBe(0);
  expect(own.after(98)).toBe(99);
});
