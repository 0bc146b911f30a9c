/** The programme as time goes by, going on, and the end of a recess. */
import { expect, test } from "vitest";
import hostJson from "../fixtures/host.json";
import type { HostView, ItemRow } from "../src/generated/schema";
import { goingOn, isSilent, running } from "../src/host/programme";
import { at } from "../src/host/recess";

const view = hostJson as unknown as HostView;
const MINUTE = 60_000;

const item = (id: string, planned: number, minutes: number, begun: number | null = null): ItemRow =>
  ({
    id,
    planned_at: planned * MINUTE,
    planned_ms: minutes * MINUTE,
    begun_at: begun === null ? null : begun * MINUTE,
    ended_at: null,
    current: false,
  }) as ItemRow;
const now = (row: ItemRow): ItemRow => ({ ...row, current: true });
const plan = [now(item("a", 0, 10, 0)), item("b", 10, 20), item("c", 30, 30)];

test("an item on time takes its planned length, and so do those after it", () => {
  const found = running(plan, 5 * MINUTE);
  expect(found?.byMs).toBe(0);
  expect(found?.endsAt).toBe(60 * MINUTE);
  expect([...(found?.starts ?? [])]).toEqual([
    ["b", 10 * MINUTE],
    ["c", 30 * MINUTE],
  ]);
});

test("the end moves on with every minute the current item takes too long", () => {
  expect(running(plan, 10 * MINUTE)?.endsAt).toBe(60 * MINUTE);
  expect(running(plan, 14 * MINUTE)?.byMs).toBe(4 * MINUTE);
  expect(running(plan, 14 * MINUTE)?.endsAt).toBe(64 * MINUTE);
  expect(running(plan, 15 * MINUTE)?.endsAt).toBe(65 * MINUTE);
});

test("what began early ends early, and a late start is a late end", () => {
  const early = [now(item("a", 10, 10, 4)), item("b", 20, 10)];
  expect(running(early, 5 * MINUTE)?.endsAt).toBe(24 * MINUTE);
  const late = [now(item("a", 10, 10, 16)), item("b", 20, 10)];
  expect(running(late, 17 * MINUTE)?.byMs).toBe(6 * MINUTE);
});

test("free time in the plan makes up for lateness, and never more than it", () => {
  const free = [now(item("a", 0, 10, 0)), item("b", 15, 10), item("c", 25, 10)];
  expect(running(free, 13 * MINUTE)?.endsAt).toBe(35 * MINUTE);
  expect(running(free, 18 * MINUTE)?.endsAt).toBe(38 * MINUTE);
  expect(running(free, 18 * MINUTE)?.starts.get("b")).toBe(18 * MINUTE);
});

test("items planned one over the other push each other", () => {
  const tight = [now(item("a", 0, 10, 0)), item("b", 5, 10)];
  expect(running(tight, 0)?.endsAt).toBe(20 * MINUTE);
});

test("a recess with an end is waited for", () => {
  expect(running(plan, 5 * MINUTE, 25 * MINUTE)?.endsAt).toBe(75 * MINUTE);
  expect(running(plan, 5 * MINUTE, 8 * MINUTE)?.endsAt).toBe(60 * MINUTE);
});

test("what was done before one came back to an item is not done again", () => {
  const back = [now(item("a", 0, 10, 0)), item("b", 10, 20, 10), item("c", 30, 30)];
  expect(running(back, 40 * MINUTE)?.starts.get("b")).toBeUndefined();
  expect(running(back, 40 * MINUTE)?.endsAt).toBe(70 * MINUTE);
});

test("the question on going on is about those who are not called yet", () => {
  const called = view.queue.filter((row) => ["called", "ready"].includes(row.state)).length;
  expect(called).toBeGreaterThan(0);
  expect(goingOn(view, { id: "5" })).toEqual({ waiting: view.waiting - called, back: 0 });
  const aside = [{ item: "5" }, { item: "6" }] as HostView["aside"];
  expect(goingOn({ queue: [], waiting: 0, aside }, { id: "5" })).toEqual({ waiting: 0, back: 1 });
});

test("items without a speech are told apart", () => {
  const kinds = ["salute", "silence", "film", "award", "break", "card"] as const;
  expect(kinds.every((kind) => isSilent({ kind }))).toBe(true);
  expect(isSilent({ kind: "discussion" })).toBe(false);
});

test("a time of today, however it is written", () => {
  const morning = Date.UTC(2023, 8, 8, 3, 0); // 10:00 in Hà Nội
  for (const typed of ["10:45", "10h45", "1045", " 10.45 ", "10 giờ 45", "10 45"]) {
    expect(at(typed, morning), typed).toBe(morning + 45 * MINUTE);
  }
  expect(at("11", morning)).toBe(morning + 60 * MINUTE);
  expect(at("9:50", morning)).toBeNull();
  for (const typed of ["", "25:00", "10:75", "nghỉ", "10:4"]) expect(at(typed, morning)).toBeNull();
  expect(at("00:30", Date.UTC(2023, 8, 8, 16, 50))).toBe(Date.UTC(2023, 8, 8, 17, 30));
});
