import { expect, test } from "vitest";
import { speechClock } from "../src/time/speech";

const speech = {
  started_at: 1000,
  limit_ms: 420_000,
  paused_at: null,
  paused_ms: 0,
  used_ms: 0,
};

test("time left = limit − (now − started − paused)", () => {
  expect(speechClock(speech, 1000 + 172_000).text).toBe("04:08");
  expect(speechClock({ ...speech, paused_ms: 60_000 }, 1000 + 172_000).text).toBe("05:08");
});

test("what was spoken before a speech was set aside counts when it comes back", () => {
  expect(speechClock({ ...speech, used_ms: 60_000 }, 1000 + 172_000).text).toBe("03:08");
});

test("a pause stands still", () => {
  const paused = { ...speech, paused_at: 61_000 };
  expect(speechClock(paused, 61_000).text).toBe("06:00");
  expect(speechClock(paused, 600_000).text).toBe("06:00");
});

test("beyond its limit it counts up, and the bar is full", () => {
  const clock = speechClock(speech, 1000 + 500_000);
  expect(clock).toMatchObject({ text: "+01:20", over: true, used: 1, counts: "down" });
});

test("a speech without a limit has no countdown", () => {
  const clock = speechClock({ ...speech, limit_ms: 0 }, 1000 + 65_000);
  expect(clock).toMatchObject({ text: "01:05", over: false, used: 0, counts: "up" });
});

test("what was spoken before it was set aside is used", () => {
  const again = { ...speech, used_ms: 120_000 };
  expect(speechClock(again, 1000 + 60_000)).toMatchObject({ text: "04:00", leftMs: 240_000 });
  expect(speechClock({ ...again, paused_at: 31_000 }, 900_000).text).toBe("04:30");
  expect(speechClock({ ...again, used_ms: 430_000 }, 1000).text).toBe("+00:10");
  expect(speechClock({ ...again, limit_ms: 0 }, 1000).text).toBe("02:00");
});
