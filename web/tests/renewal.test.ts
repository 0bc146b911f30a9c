/** The directory of an open console: fetched anew when what it tells has changed, not too often. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EVERY_MS, Renewal } from "../src/host/renewal";

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

test("a change is fetched once, however many views tell of it", async () => {
  for (let view = 0; view < 3; view += 1) {
    renewal.hear(10);
    await pass(EVERY_MS);
  }
  expect(fetched).toBe(1);
});

test("nothing is fetched after the page was left, not even what a fetch had left to do", async () => {
  const left = new Renewal(() => {
    fetched += 1;
    return new Promise((done) => (lets = done));
  }, Date.now);
  void left.now();
  void left.now();
  left.stop();
  lets?.();
  await pass(EVERY_MS * 2);
  expect(fetched).toBe(1);
});

test("changes one after the other are fetched together, and none is left out", async () => {
  for (let rev = 1; rev <= 20; rev += 1) {
    renewal.hear(rev);
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
  slow.hear(5);
  await pass(EVERY_MS * 2);
  expect(fetched).toBe(1);
  lets?.();
  await pass(EVERY_MS);
  expect(fetched).toBe(2);
  lets?.();
  await pass(EVERY_MS * 3);
  expect(fetched).toBe(2);
});
