/** The directory of an open console: fetched anew when what it tells has changed, not too often. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RecentAct } from "../src/generated/schema";
import { EVERY_MS, Renewal } from "../src/host/renewal";

const act = (what: string, rev: number) => ({ what, rev, at: 0 }) as RecentAct;
let fetched = 0;
let renewal: Renewal;
let lets: (() => void) | null = null;

beforeEach(() => {
  vi.useFakeTimers();
  fetched = 0;
  lets = null;
  renewal = new Renewal(async () => {
    fetched += 1;
  }, Date.now);
});
afterEach(() => {
  renewal.stop();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("another head is fetched once, whatever else the views bring", async () => {
  renewal.hear([act("FloorGiven", 9)]);
  await pass(EVERY_MS);
  expect(fetched).toBe(0);
  for (const rev of [11, 12, 13]) {
    renewal.hear([act("FloorGiven", rev), act("HeadChanged", 10), act("PointCalled", 8)]);
    await pass(EVERY_MS);
  }
  expect(fetched).toBe(1);
});

test("changes one after the other are fetched together, and none is left out", async () => {
  for (let rev = 1; rev <= 20; rev += 1) {
    renewal.hear([act("PersonMoved", rev)]);
    await pass(EVERY_MS / 10);
  }
  await pass(EVERY_MS * 2);
  expect(fetched).toBe(3);
});

test("a change during a fetch is not taken for part of it", async () => {
  const slow = new Renewal(() => {
    fetched += 1;
    return new Promise((done) => (lets = done));
  }, Date.now);
  void slow.now();
  slow.hear([act("HeadChanged", 5)]);
  await pass(EVERY_MS * 2);
  expect(fetched).toBe(1);
  lets?.();
  await pass(EVERY_MS);
  expect(fetched).toBe(2);
  lets?.();
  await pass(EVERY_MS * 3);
  expect(fetched).toBe(2);
});
