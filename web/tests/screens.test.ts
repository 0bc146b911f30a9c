/** Screens of the hall: who they are, where a speech stands, whose caption is shown. */
import { expect, test } from "vitest";
import type { FloorFrame, Speaking } from "../src/generated/schema";
import stage from "../fixtures/stage.json";
import { captioned } from "../src/screens/caption";
import { onStandby, shortly } from "../src/screens/cards";
import { type Kept, chance, identityOf, keep } from "../src/screens/identity";
import { lastMs, phaseOf, shownClock } from "../src/screens/phase";
import { isRestricted } from "../src/screens/restricted";
import { SessionClock } from "../src/time/clock";

const frame = stage as unknown as FloorFrame;
const speech = frame.speaking as Speaking;
const MINUTE = 60_000;

function storage(): Kept & { held: Map<string, string> } {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
  };
}

const forbidden: Kept = {
  getItem: () => {
    throw new Error("not allowed");
  },
  setItem: () => {
    throw new Error("not allowed");
  },
};

test("a browser's screen is the same after it was switched off", () => {
  const browser = storage();
  const before = identityOf("clock", storage, () => browser);
  const after = identityOf("clock", storage, () => browser);
  expect(after).toEqual(before);
  expect(before.id).toMatch(/^[0-9a-f]{24}$/);
});

test("two pages of one browser are two screens", () => {
  const browser = storage();
  const clock = identityOf("clock", storage, () => browser);
  const wall = identityOf("wall", storage, () => browser);
  expect(clock.id).not.toBe(wall.id);
});

test("a tab that is sent to another page stays the same screen, with its name", () => {
  const [tab, browser] = [storage(), storage()];
  const first = identityOf(
    "clock",
    () => tab,
    () => browser,
  );
  const named = { ...first, name: "Màn hình trái" };
  keep(
    named,
    "wall",
    () => tab,
    () => browser,
  );
  const there = () =>
    identityOf(
      "wall",
      () => tab,
      () => browser,
    );
  expect(there()).toEqual(named);
  expect(there(), "and when it is loaded anew").toEqual(named);
  // After a restart of the browser the page it was sent to is another screen; its own is the same.
  expect(identityOf("wall", storage, () => browser).id).not.toBe(named.id);
  expect(identityOf("clock", storage, () => browser)).toEqual(named);
});

test("a tab whose address is changed by hand is another screen, and a second window the first", () => {
  const [tab, browser] = [storage(), storage()];
  const at = (page: "stage" | "clock", window: Kept) =>
    identityOf(
      page,
      () => window,
      () => browser,
    ).id;
  const stage = at("stage", tab);
  const clock = at("clock", tab);
  expect(clock).not.toBe(stage);
  expect(at("stage", storage())).toBe(stage);
  expect(at("clock", tab), "and stays it").toBe(clock);
  expect(at("stage", tab), "and back").toBe(stage);
});

test("two pages for which an earlier release kept one screen are two again", () => {
  const browser = storage();
  const one = JSON.stringify({ id: "abcdef012345", name: "Màn hình trái" });
  browser.setItem("diemcau.screen.stage", one);
  browser.setItem("diemcau.screen.clock", one);
  const stage = identityOf("stage", storage, () => browser);
  const clock = identityOf("clock", storage, () => browser);
  expect(stage.id).not.toBe(clock.id);
  expect(identityOf("stage", storage, () => browser)).toEqual(stage);
  expect(identityOf("clock", storage, () => browser)).toEqual(clock);
});

test("what cannot be read is made anew, and a browser that keeps nothing still has a screen", () => {
  const browser = storage();
  browser.setItem("diemcau.screen.clock", '{"id":"<script>"}');
  expect(identityOf("clock", storage, () => browser).id).toMatch(/^[0-9a-f]{24}$/);
  browser.setItem("diemcau.screen.clock", "{");
  expect(identityOf("clock", storage, () => browser).name).toBe("");
  const id = identityOf(
    "clock",
    () => forbidden,
    () => forbidden,
  ).id;
  expect(id).toHaveLength(24);
  expect(chance()).not.toBe(chance());
});

test("a speech runs, nears its end, runs over, and is paused", () => {
  const at = (ms: number) => {
    const now = speech.started_at + ms;
    return phaseOf(speech, shownClock(speech, now, true));
  };
  expect(speech.limit_ms).toBe(7 * MINUTE);
  expect(at(5 * MINUTE)).toBe("running");
  expect(at(6 * MINUTE)).toBe("last");
  expect(at(7 * MINUTE)).toBe("last");
  expect(at(7 * MINUTE + 1)).toBe("over");
  const paused = { ...speech, paused_at: speech.started_at + MINUTE };
  expect(phaseOf(paused, shownClock(paused, speech.started_at + 9 * MINUTE, true))).toBe("paused");
  expect(lastMs(MINUTE)).toBe(20_000);
});

test("where overtime is not to be seen the clock stops at zero", () => {
  const now = speech.started_at + 9 * MINUTE;
  expect(shownClock(speech, now, true)).toMatchObject({ text: "+02:00", over: true });
  expect(shownClock(speech, now, false)).toMatchObject({ text: "00:00", over: false });
});

test("a caption stands as long as somebody speaks, or as long as the address says", () => {
  const now = speech.started_at + 11_000;
  expect(captioned(frame, now, 0)).toBe(speech);
  expect(captioned(frame, now, 12)).toBe(speech);
  expect(captioned(frame, now, 10)).toBeNull();
  expect(captioned({ ...frame, speaking: null }, now, 0)).toBeNull();
  expect(captioned({ ...frame, phase: "closed" }, now, 0)).toBeNull();
  expect(captioned({ ...frame, restricted: true } as FloorFrame, now, 0)).toBeNull();
  expect(captioned(null, now, 0)).toBeNull();
});

test("a view that does not say so is not restricted", () => {
  expect(isRestricted(frame)).toBe(false);
  expect(isRestricted({ restricted: false })).toBe(false);
  expect(isRestricted({ restricted: true })).toBe(true);
});

test("standby is called or ready; the item is the title where there is one", () => {
  expect(onStandby({ state: "called" })).toBe(true);
  expect(onStandby({ state: "queued" })).toBe(false);
  expect(shortly({ title: "T", item: null })).toBe("T");
  expect(shortly({ title: "T", item: frame.item })).toBe(frame.item?.title);
});

test("after a sleep of the machine the first word puts the clock right", () => {
  let counter = 0;
  const clock = new SessionClock(() => counter);
  clock.take(0, 1_000_005, 1_000_005, 10);
  counter = 1_000;
  clock.hint(1_001_000);
  expect(clock.now()).toBe(1_001_000);
  // The machine slept for ten minutes: its counter stood still, the session went on.
  counter = 1_100;
  clock.hint(1_601_100);
  expect(clock.now()).toBe(1_601_100);
  // A late word puts nothing back.
  counter = 2_000;
  clock.hint(1_601_500);
  expect(clock.now()).toBe(1_602_000);
});
