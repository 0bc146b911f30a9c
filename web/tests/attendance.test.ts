import { expect, test } from "vitest";
import overviewJson from "../fixtures/log-overview.json";
import peopleJson from "../fixtures/log-people-64.json";
import pointsJson from "../fixtures/log-points.json";
import { barsOf } from "../src/attendance/bars";
import {
  peak,
  recesses,
  roundUp,
  rowsOf,
  scaleOf,
  stepArea,
  stepAt,
  stepPath,
  ticks,
} from "../src/attendance/charts";
import { type Page, PAGE, Pages } from "../src/attendance/pages.svelte";
import { NOW, params, timeOfDay } from "../src/attendance/query";
import { because, carriedOf, marksOf, pairOf, shareOf } from "../src/attendance/said";
import type {
  Overview,
  PeoplePage,
  PointHeads,
  PointLine,
  PointPage,
} from "../src/generated/schema";
import { hourMinuteSecond } from "../src/time/format";
import { log } from "../src/words/vi/log";

const view = overviewJson as unknown as Overview;
const points = pointsJson as unknown as PointPage;
const people = peopleJson as unknown as PeoplePage;
const site = (code: string): PointLine => {
  const found = points.rows.find((row) => row.site === code);
  if (!found) throw new Error(code);
  return found;
};
const whole = { since_at: view.from_at, until_at: view.end_at };
const MINUTE = 60_000;

test("figures add up, and to those of the points", () => {
  const { figures } = view;
  const states = ["in_person", "online", "deputised", "left", "excused", "absent", "not_called"];
  const sum = states.reduce((all, state) => all + figures[state as keyof typeof figures], 0);
  expect(sum).toBe(figures.people);
  expect(figures.invited + figures.added).toBe(figures.people);
  expect(points.rows.reduce((all, row) => all + row.figures.present, 0)).toBe(figures.present);
  expect(view.areas.reduce((all, area) => all + area.present, 0)).toBe(figures.present);
});

test("bars end at now; gaps are losses; the server's absence is not known", () => {
  const bars = barsOf(site("64").lanes.agent, whole, view.outages);
  const heard = bars.filter((bar) => bar.kind === "heard");
  expect(heard).toHaveLength(2);
  expect(heard[1]?.until).toBe(view.end_at);
  expect(bars.filter((bar) => bar.kind === "lost")).toHaveLength(1);
  expect(bars.filter((bar) => bar.kind === "unknown")).toHaveLength(view.outages.length);
  for (const bar of bars) {
    expect(bar.left).toBeGreaterThanOrEqual(0);
    expect(bar.left + bar.width).toBeLessThanOrEqual(100.001);
  }
});

test("a point that is lost now is lost up to now; one never heard has no bar", () => {
  const lost = barsOf(site("12").lanes.agent, whole, []);
  expect(lost.at(-1)).toMatchObject({ kind: "lost", until: view.end_at });
  expect(barsOf(site("96").lanes.agent, whole, view.outages)).toEqual([]);
});

test("steps stand where they belong and go on to the end", () => {
  const box = { width: 400, height: 100, left: 0, right: 0, top: 0, bottom: 0 };
  const scale = scaleOf(view, box);
  expect(scale.most).toBeGreaterThanOrEqual(view.figures.came);
  expect([scale.x(view.from_at), scale.x(view.end_at)]).toEqual([0, 400]);
  expect([scale.y(0), scale.y(scale.most)]).toEqual([100, 0]);
  const path = stepPath(view.steps, "present", scale);
  expect(path.startsWith("M0,100")).toBe(true);
  expect(path.endsWith("H400")).toBe(true);
  expect(stepArea(view.steps, "present", scale).endsWith("Z")).toBe(true);
  expect(stepPath([], "present", scale)).toBe("");
});

test("what was true at a moment is the last step before it", () => {
  const steps = [
    { at: 10, arrived: 1, present: 1 },
    { at: 20, arrived: 3, present: 2 },
  ];
  expect(stepAt(steps, 9)).toBeNull();
  expect(stepAt(steps, 10)?.present).toBe(1);
  expect(stepAt(steps, 99)?.present).toBe(2);
  expect(peak([...steps, { at: 30, arrived: 3, present: 2 }])?.at).toBe(20);
  expect(rowsOf(steps, 1)).toEqual(steps);
  expect(peak([])).toBeNull();
});

test("ticks are whole times and not too many; axes end round", () => {
  const from = view.from_at;
  const found = ticks(from, from + 150 * MINUTE, 6);
  expect(found.length).toBeLessThanOrEqual(6);
  expect(found.every((at) => at % (5 * MINUTE) === 0)).toBe(true);
  expect([3, 7, 24, 1467, 1501, 230_000].map(roundUp)).toEqual([5, 7, 25, 1500, 2000, 250_000]);
  const sat = [
    { since_at: 1, until_at: 5 },
    { since_at: 8, until_at: 9 },
  ];
  expect(recesses(sat)).toEqual([{ since_at: 5, until_at: 8 }]);
});

test("a time of day is of the session's day in Hà Nội, wherever the page is open", () => {
  const day = view.starts_at;
  expect(hourMinuteSecond(timeOfDay("09:42", day) ?? 0)).toBe("09:42:00");
  expect(hourMinuteSecond(timeOfDay("0:05:09", day) ?? 0)).toBe("00:05:09");
  for (const wrong of ["", "9", "24:00", "9:60", "ab:cd", "9:5"]) {
    expect(timeOfDay(wrong, day)).toBeNull();
  }
});

test("a read names the moment, the knowledge and nothing that is as usual", () => {
  expect(params(NOW)).toBe("");
  expect(params({ ...NOW, at: 7 }, { limit: 5, words: "", mark: null })).toBe("?limit=5&at=7");
  expect(params({ ...NOW, at: 7, knownThen: true })).toBe("?at=7&known_at=7");
  expect(params({ ...NOW, at: 7, knownThen: true, known: 3 })).toBe("?at=7&known=3");
  expect(params({ ...NOW, sharePercent: 50 }, {}, 9)).toBe("?share=50&since=9");
});

test("a share is cut, never rounded up to what it does not reach", () => {
  expect(shareOf({ present_ms: 84_999 }, 100_000, "vi")?.percent).toBe("84,9%");
  expect(shareOf({ present_ms: 100_000 }, 100_000, "en")?.percent).toBe("100.0%");
  expect(shareOf({ present_ms: 0 }, 0, "vi")).toBeNull();
});

test("a state is said with its reason", () => {
  const { sources } = site("12");
  expect(sources.why).toBe("bridge_agent_silent");
  const now = (sources.since_at ?? 0) + 40_000;
  expect(because(sources, now, "vi", log.because)).toBe(
    "trong cầu truyền hình, máy trạm im lặng 40 giây",
  );
});

test("a count that is not the figure says who moved since", () => {
  const at = Date.UTC(2023, 8, 8, 2, 0);
  const room = { count: 20, at, means: "agent" as const, moved_in: 0, moved_out: 1 };
  const covering = { count: 40, at, means: "sheet" as const, moved_in: 2, moved_out: 1 };
  const below = { by_name: 1, by_name_below: 0, own: 19, below: 22 };
  const apart: PointHeads = { ...below, room, covering, total: 41, other: 42 };
  expect(pairOf(apart, "vi", log)).toBe(
    "đơn vị báo 40, sau đó 2 người chuyển đến, 1 người chuyển đi · các điểm cầu cộng lại 42",
  );
  const told = "đếm tại phòng 20 (máy trạm, 09:00), sau đó 1 người chuyển đi";
  expect(carriedOf(apart, "vi", log)).toEqual([told]);
  const alike = { ...apart, other: null };
  expect(pairOf(alike, "vi", log)).toBe("");
  expect(carriedOf(alike, "vi", log)).toEqual([
    told,
    "báo chung 40 (phiếu, 09:00), sau đó 2 người chuyển đến, 1 người chuyển đi",
  ]);
  const still = { ...alike, room: { ...room, moved_out: 0 }, covering: null };
  expect(carriedOf(still, "vi", log)).toEqual([]);
});

test("only what is worth a word stands beside a person", () => {
  const left = people.rows.find((row) => row.person === "64.12");
  expect(left && marksOf(left, log.mark)).toEqual(["về sớm", "dự chưa đủ"]);
});

// --- pages ------------------------------------------------------------------------------------

const rows = (count: number) => Array.from({ length: count }, (_, at) => `row ${at}`);
const serve =
  (all: string[], asked: number[] = []) =>
  async (offset: number, limit: number): Promise<Page<string>> => {
    asked.push(offset);
    return { rows: all.slice(offset, offset + limit), offset, total: all.length };
  };
const settle = () => new Promise((done) => setTimeout(done, 0));

test("only the pages that are seen are fetched, each once", async () => {
  const asked: number[] = [];
  const pages = new Pages(serve(rows(1000), asked));
  pages.begin(serve(rows(1000), asked));
  await settle();
  expect([pages.total, pages.at(0), pages.at(PAGE)]).toEqual([1000, "row 0", undefined]);
  pages.see(450, 520);
  pages.see(455, 530);
  await settle();
  expect(asked).toEqual([0, 400, 500]);
  expect(pages.at(499)).toBe("row 499");
  await pages.whole();
  expect(pages.all()).toEqual(rows(1000));
});

test("another question begins anew, and an old answer never lands in it", async () => {
  let free: () => void = () => undefined;
  const slow = async (offset: number): Promise<Page<string>> => {
    await new Promise<void>((done) => (free = done));
    return { rows: ["old"], offset, total: 1 };
  };
  const pages = new Pages<string>(slow);
  pages.begin(slow);
  pages.begin(serve(rows(3)));
  await settle();
  free();
  await settle();
  expect([pages.total, pages.at(0)]).toEqual([3, "row 0"]);
});

test("a failure leaves what is shown, and is told", async () => {
  const pages = new Pages(serve(rows(3)));
  pages.begin(serve(rows(3)));
  await settle();
  pages.begin(() => Promise.reject(new Error("away")));
  await settle();
  expect([pages.failed, pages.at(2)]).toEqual([true, "row 2"]);
  pages.begin(async (offset) => ({ rows: ["one"], offset, total: null }));
  await settle();
  expect([pages.failed, pages.more, pages.total, pages.at(2)]).toEqual([false, true, 1, undefined]);
});
