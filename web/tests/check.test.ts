/** The sheet of the voice check: one timer, and no note is left without its fate. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Sheets, spotOf } from "../src/check/sheets.svelte";
import type { VoiceCheckRow } from "../src/generated/schema";

const row = { site: "64", name: "Gia Lai", signed: "" } as unknown as VoiceCheckRow;
let asked: string[] = [];
let away = false;

beforeEach(() => {
  asked = [];
  away = false;
  vi.useFakeTimers();
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    if (away) throw new TypeError("the line broke");
    const fate = { accepted: true, rev: 3, at: 5, entry: null, code: null, params: {} };
    const body = path.includes("commands") ? fate : { at: 1, rows: [] };
    return new Response(JSON.stringify(body), { status: 200 });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("however often it is noted, the sheet is read every five seconds and no oftener", async () => {
  const sheets = new Sheets("s", "secretary");
  const stop = sheets.start();
  await Promise.all([1, 2, 3].map(() => sheets.note(row, { picture: "pass" }, "đạt")));
  asked = [];
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked).toHaveLength(4);
  stop();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked).toHaveLength(4);
});

test("a note without an answer is asked for when the line is back", async () => {
  const sheets = new Sheets("s", "secretary");
  const stop = sheets.start();
  await vi.advanceTimersByTimeAsync(0);
  away = true;
  void sheets.note(row, { picture: "pass" }, "đạt");
  await vi.advanceTimersByTimeAsync(0);
  expect(sheets.acts.of(spotOf("64"))?.fate).toBe("asking");
  away = false;
  await vi.advanceTimersByTimeAsync(6_000);
  expect(sheets.acts.of(spotOf("64"))?.fate).toBe("recorded");
  stop();
});
