/** The session clock against faked clocks: fast, slow, stepped, and after a restart. */
import { describe, expect, test } from "vitest";
import { SessionClock } from "../src/time/clock";

const MINUTE = 60_000;

/** A page whose own clock is off by `skew` from the session's, over a line with these delays. */
class World {
  session = 1_694_140_937_000;
  constructor(public skew: number) {}
  local = () => this.session - this.skew;
  clock = new SessionClock(() => this.local());

  exchange(out: number, back: number, held = 0): void {
    const t0 = this.local();
    this.session += out;
    const t1 = this.session;
    this.session += held;
    const t2 = this.session;
    this.session += back;
    this.clock.take(t0, t1, t2, this.local());
  }
  error(): number {
    return Math.abs((this.clock.now() ?? NaN) - this.session);
  }
}

describe.each([14 * MINUTE, -14 * MINUTE, 1_694_140_000_000, 0])("a page off by %d ms", (skew) => {
  test("is right at once on an even line", () => {
    const world = new World(skew);
    world.exchange(20, 20, 3);
    expect(world.error()).toBeLessThanOrEqual(1);
  });

  test("is never wrong by more than half the shortest round trip", () => {
    const world = new World(skew);
    for (const [out, back] of [
      [400, 20],
      [30, 10],
      [20, 500],
      [300, 300],
    ] as const) {
      world.exchange(out, back);
    }
    expect(world.error()).toBeLessThanOrEqual(20);
  });
});

test("only the last eight exchanges count, so that drift is followed", () => {
  const world = new World(0);
  world.exchange(1, 1);
  for (let n = 0; n < 8; n++) {
    world.skew += 10;
    world.exchange(30, 30);
  }
  expect(world.error()).toBeLessThanOrEqual(40);
});

test("a machine that slept is set right by the next exchange", () => {
  const world = new World(0);
  world.exchange(2, 2);
  world.skew += 10 * MINUTE;
  expect(world.error()).toBeGreaterThan(MINUTE);
  world.exchange(40, 40);
  expect(world.error()).toBeLessThanOrEqual(1);
});

test("after a reconnection the new server alone is believed, and time goes on until it speaks", () => {
  const world = new World(5000);
  world.exchange(2, 2);
  world.clock.renew();
  expect(world.error()).toBeLessThanOrEqual(1);
  world.skew += 60;
  world.exchange(15, 15);
  expect(world.error()).toBeLessThanOrEqual(1);
});

test("before any exchange a view's instant is taken, and the latest arrival is doubted", () => {
  const world = new World(14 * MINUTE);
  expect(world.clock.now()).toBeNull();
  const at = world.session;
  world.session += 30;
  world.clock.hint(at);
  expect(world.error()).toBe(30);
  const later = world.session;
  world.session += 300;
  world.clock.hint(later);
  expect(world.error()).toBe(30);
  world.exchange(5, 5);
  expect(world.error()).toBeLessThanOrEqual(1);
});

test("a negative round trip of a coarse clock does no harm", () => {
  const clock = new SessionClock(() => 1000);
  clock.take(1000, 5000, 5002, 1001);
  expect(clock.now()).toBeCloseTo(5000, -1);
});
