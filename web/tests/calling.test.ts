/** The roll called by voice: keys by their place, and no press that was meant for another point. */
import { describe, expect, test } from "vitest";
import type { RollCallProgress } from "../src/generated/schema";
import {
  Calling,
  commandOf,
  leftToCall,
  PENDING_MS,
  ROLL_KEYS,
  rollKey,
  SETTLE_MS,
} from "../src/host/calling";

const key = (code: string, over: object = {}) =>
  rollKey({
    ...{ code, key: "", isComposing: false, repeat: false },
    ...{ ctrlKey: false, metaKey: false, altKey: false },
    ...over,
  });

const call = (over: Partial<RollCallProgress> = {}): RollCallProgress => ({
  ...{ id: "r1", number: 1, opened_at: 0, deadline_at: 9, closed_at: null, present: null },
  ...{ expected: 64, answered: 12, late: 0, missing: [], way: "in_order", asked: "64" },
  ...{ coming: ["66"], silent: 2, silent_first: ["02", "04"] },
  marks: [
    { site: "62", answer: "present", at: 3, own: true },
    { site: "60", answer: "silent", at: 2, own: false },
  ],
  ...over,
});

describe("keys", () => {
  test("go by their place, whatever Telex makes of them", () => {
    expect(key("Space")).toBe("present");
    expect(key("KeyX", { key: "ă" })).toBe("silent");
    expect(key("Numpad3")).toBe("back");
    expect(key("KeyB")).toBe("again");
    expect(key("KeyX", { isComposing: true })).toBeNull();
    expect(key("KeyX", { key: "Process" })).toBeNull();
  });
  test("do nothing while held down, or with the browser's keys", () => {
    expect(key("Space", { repeat: true })).toBeNull();
    expect(key("KeyR", { ctrlKey: true })).toBeNull();
    expect(key("KeyQ")).toBeNull();
  });
  test("no two acts share a key", () => {
    const codes = ROLL_KEYS.flatMap((one) => one.codes);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe("what an act comes to", () => {
  test("present and silent are of the point that is called", () => {
    expect(commandOf(call(), "present")).toMatchObject({ type: "answer_roll_call", site: "64" });
    expect(commandOf(call(), "silent")).toMatchObject({ type: "mark_silent", site: "64" });
    expect(commandOf(call({ asked: null }), "present")).toBeNull();
  });
  test("the last mark is called again, unless the point answered by itself", () => {
    expect(commandOf(call(), "back")).toEqual({ type: "ask_site", roll_call: "r1", site: "60" });
    expect(commandOf(call({ marks: [] }), "back")).toBeNull();
  });
  test("of the silent ones the first", () => {
    expect(commandOf(call(), "again")).toMatchObject({ type: "ask_site", site: "02" });
    expect(commandOf(call({ silent: 0, silent_first: [] }), "again")).toBeNull();
  });
  test("who is left counts the one being called", () => {
    expect(leftToCall(call())).toBe(50);
  });
});

describe("a press that was meant for the point before", () => {
  test("a point that answered by itself takes its name off, and the next takes no key yet", () => {
    const desk = new Calling();
    desk.see("64", 0);
    expect(desk.settled(0)).toBe(true);
    desk.see("66", 5_000);
    expect(desk.settled(5_000 + SETTLE_MS - 1)).toBe(false);
    expect(desk.settled(5_000 + SETTLE_MS)).toBe(true);
  });
  test("what one's own press brought up takes the next at once", () => {
    const desk = new Calling();
    desk.see("64", 0);
    desk.press(5_000);
    expect(desk.pending(5_100)).toBe(true);
    desk.see("66", 5_200);
    expect(desk.pending(5_200)).toBe(false);
    expect(desk.settled(5_200)).toBe(true);
  });
  test("a press that led to nothing, or to no picture, holds nothing up", () => {
    const desk = new Calling();
    desk.see("64", 0);
    desk.press(5_000);
    expect(desk.pending(5_000 + PENDING_MS)).toBe(false);
    desk.press(9_000);
    desk.failed();
    expect(desk.pending(9_001)).toBe(false);
  });
});
