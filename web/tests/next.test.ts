/** The next act, where a dropped row lands, what is suggested and asked, and when time runs short. */
import { expect, test } from "vitest";
import hostJson from "../fixtures/host.json";
import type { HostView, Near, QueueRow } from "../src/generated/schema";
import { gapAt } from "../src/host/drag";
import { changed, minutesOf, shortened } from "../src/host/limits";
import { isAble, land, nextAct, swapHint } from "../src/host/next";
import { answersTo, questions } from "../src/host/questions";
import { plannedEnd, windEnd, windPlan } from "../src/host/winddown";

const view = hostJson as unknown as HostView;
const MINUTE = 60_000;
const near = (over: Partial<Near> = {}): Near => ({
  line: {
    ...{ presence: "heard", band: "good", reason: "none", media: "unknown" },
    ...{ rtt_ms: 1, jitter_ms: 1, missed: 0 },
  },
  phone: "0200 000 000",
  post: "",
  confirmed: false,
  cued_at: null,
  picture_at: null,
  deadline_at: null,
  asked: null,
  by_phone: false,
  call: null,
  ...over,
});
const row = (entry: string, state: QueueRow["state"], over: Partial<QueueRow> = {}): QueueRow => ({
  ...(view.queue[0] as QueueRow),
  entry,
  state,
  site_name: entry,
  readiness: "ready",
  seat: false,
  near: near(),
  ...over,
});
const seen = (queue: QueueRow[], speaking = false, picture_check = false) => ({
  queue,
  speaking: speaking ? view.speaking : null,
  phase: "live" as const,
  conduct: { picture_check },
});

test("the next act is on the first alone, and never ends a speech", () => {
  expect(nextAct(seen([]))).toBeNull();
  expect(nextAct(seen([row("a", "queued")], true))?.act).toBe("call");
  expect(nextAct(seen([row("a", "requested")]))?.act).toBe("call");
  expect(nextAct(seen([row("a", "ready")], true))?.act).toBe("end_first");
  expect(nextAct(seen([row("a", "ready")]))?.act).toBe("give");
  expect(nextAct(seen([row("a", "called")]))?.act).toBe("wait");
  expect(nextAct(seen([row("a", "called", { seat: true })]))?.act).toBe("give");
  expect(nextAct(seen([row("a", "called", { near: near({ by_phone: true }) })]))?.act).toBe("give");
});

test("with the rule, the picture comes before the floor; a seat and a telephone have none", () => {
  const ready = (over: Partial<Near>) => row("a", "ready", { near: near(over) });
  expect(nextAct(seen([ready({})], false, true))?.act).toBe("cue");
  expect(nextAct(seen([ready({ cued_at: 1 })], false, true))?.act).toBe("wait_picture");
  expect(nextAct(seen([ready({ cued_at: 1, picture_at: 2 })], false, true))?.act).toBe("give");
  expect(nextAct(seen([row("a", "called", { seat: true })], false, true))?.act).toBe("give");
  expect(nextAct(seen([ready({ by_phone: true })], false, true))?.act).toBe("give");
});

test("the space bar waits where the next act is a wait, and gives nothing in a recess", () => {
  const able = (state: QueueRow["state"], phase: HostView["phase"]) =>
    isAble(nextAct(seen([row("a", state)])) ?? { act: "wait", row: row("a", state) }, phase);
  expect(able("called", "live")).toBe(false);
  expect(able("ready", "live")).toBe(true);
  expect(able("ready", "paused")).toBe(false);
  expect(able("queued", "paused")).toBe(true);
  expect(able("queued", "prepared")).toBe(false);
  expect(able("queued", "closed")).toBe(false);
});

test("a row lands before another, and the called stay in front", () => {
  const queue = [row("a", "ready"), row("b", "called"), row("c", "queued"), row("d", "requested")];
  expect(land(queue, 3, 2, true)).toEqual({ before: "c", gap: 2 });
  expect(land(queue, 3, 0, true)).toEqual({ before: "c", gap: 2 });
  expect(land(queue, 2, 0, true)).toBeNull();
  expect(land(queue, 2, 4, true)).toEqual({ before: null, gap: 4 });
  expect(land(queue, 2, 4, false)).toBeNull();
  expect(land(queue, 0, 4, true)).toEqual({ before: "c", gap: 2 });
  expect(land(queue, 1, 0, true)).toEqual({ before: "a", gap: 0 });
  expect(land(queue, 1, 2, true)).toBeNull();
  expect(land(queue, 9, 0, true)).toBeNull();
});

test("the gap under the pointer: cards stand beside each other, rows below", () => {
  const box = (left: number, top: number, beside: boolean) => ({
    ...{ left, top, beside },
    right: left + 100,
    bottom: top + (beside ? 100 : 30),
  });
  const boxes = [box(0, 0, true), box(110, 0, true), box(0, 120, false), box(0, 150, false)];
  expect(gapAt(boxes, 20, 50)).toBe(0);
  expect(gapAt(boxes, 80, 50)).toBe(1);
  expect(gapAt(boxes, 190, 50)).toBe(2);
  expect(gapAt(boxes, 20, 125)).toBe(2);
  expect(gapAt(boxes, 20, 148)).toBe(3);
  expect(gapAt(boxes, 20, 300)).toBe(4);
});

test("a swap is suggested when the next cannot speak and the one after it can", () => {
  const risky = row("a", "queued", { readiness: "risky" });
  const sound = row("b", "queued");
  expect(swapHint([risky, sound])?.other.entry).toBe("b");
  expect(swapHint([sound, risky])).toBeNull();
  expect(swapHint([row("x", "ready"), risky, sound])?.risky.entry).toBe("a");
  expect(swapHint([sound, sound, sound, risky, sound])).toBeNull();
  expect(swapHint([risky, row("b", "requested")])).toBeNull();
  const heard = row("a", "called", { readiness: "unreachable", near: near({ by_phone: true }) });
  expect(swapHint([heard, sound])).toBeNull();
  expect(swapHint([])).toBeNull();
});

test("every question has its way on and patience", () => {
  const one = (asked: Near["asked"]) => row("a", "called", { near: near({ asked }) });
  const said = (asked: Near["asked"]) => {
    const found = questions({
      queue: [one(asked), row("b", "queued")],
      speaking: null,
      speaking_near: null,
    });
    return found[0] && answersTo(found[0]);
  };
  expect(said("unanswered")).toEqual(["pass_over", "wait", "phone"]);
  expect(said("no_picture")).toEqual(["picture_on", "wait", "phone", "pass_over"]);
  expect(said("waiting")).toEqual(["give", "wait"]);
  expect(said(null)).toBeUndefined();
});

test("with nobody to call instead, it may be set aside", () => {
  const alone = { queue: [row("a", "called", { near: near({ asked: "unanswered", phone: "" }) })] };
  const [asked] = questions({ ...alone, speaking: null, speaking_near: null });
  expect(asked && answersTo(asked)).toEqual(["set_aside", "wait"]);
});

test("the speaker's question comes first, counted from the end of the limit", () => {
  const speech = view.speaking;
  if (!speech) throw new Error("the fixture has a speaker");
  const queue = [row("a", "called", { near: near({ asked: "unanswered" }) })];
  const speaking_near = near({ asked: "overtime" });
  const found = questions({ queue, speaking: speech, speaking_near });
  expect(found.map((one) => one.where)).toEqual(["speech", "card"]);
  expect(found[0]?.since).toBe(speech.started_at + speech.limit_ms);
  expect(found[0] && answersTo(found[0])).toEqual(["remind", "wait"]);
  const lost = questions({
    queue: [],
    speaking: speech,
    speaking_near: near({ asked: "line_lost" }),
  });
  expect(lost[0] && answersTo(lost[0])).toEqual(["set_aside", "hold", "by_phone"]);
});

test("what is left of the item is shared out, and nobody gets less than three minutes", () => {
  const end = plannedEnd(view);
  if (end === null) throw new Error("the fixture has a current item");
  const quiet = { ...view, speaking: null };
  expect(windPlan(quiet, end - 40 * MINUTE)).toEqual({ points: 8, minutes: 5 });
  expect(windPlan(quiet, end - 12 * MINUTE)).toEqual({ points: 4, minutes: 3 });
  expect(windPlan(quiet, end - 120 * MINUTE)).toEqual({ points: 8, minutes: 7 });
  const late = windPlan(quiet, end + 30 * MINUTE);
  expect(late).toEqual({ points: 2, minutes: 3 });
  expect(windEnd(quiet, end, late)).toBe(end + 6 * MINUTE);
  const without = { ...quiet, items: [] };
  expect(windPlan(without, end)).toEqual({ points: 8, minutes: 5 });
});

test("who speaks has the rest of the limit first", () => {
  const end = plannedEnd(view) ?? 0;
  const speaking = view.speaking && {
    ...view.speaking,
    started_at: end - 20 * MINUTE,
    limit_ms: 10 * MINUTE,
  };
  const plan = windPlan({ ...view, speaking }, end - 15 * MINUTE);
  expect(plan).toEqual({ points: 3, minutes: 3 });
});

test("limits: a form and back, and every turn shortened at once", () => {
  const limits = { ...view.limits };
  const minutes = minutesOf(limits);
  expect(minutes.first_intervention).toBe(7);
  expect(changed(limits, minutes)).toEqual({});
  expect(changed(limits, { ...minutes, debate: 2, reply: null })).toEqual({
    debate: 2 * MINUTE,
    reply: 0,
  });
  const short = shortened(limits, 5);
  expect(short.first_intervention).toBe(5 * MINUTE);
  expect(short).not.toHaveProperty("directive");
  expect(short).not.toHaveProperty("debate");
  expect(shortened(limits, 60)).toEqual({});
});
