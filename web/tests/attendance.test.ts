import { expect, test } from "vitest";
import viewJson from "../fixtures/attendance.json";
import { barsOf } from "../src/attendance/bars";
import { pressed, sorted } from "../src/attendance/sort";
import type { AttendanceView, SiteRow } from "../src/generated/schema";

const view = viewJson as unknown as AttendanceView;
const site = (code: string): SiteRow => {
  const found = view.sites.find((row) => row.site === code);
  if (!found) throw new Error(code);
  return found;
};

test("totals add up, and to those of the points", () => {
  const { invited, added, ...states } = view.totals;
  const sum = Object.values(states).reduce((all, n) => all + n, 0);
  expect(sum).toBe(invited + added);
  expect(view.sites.reduce((all, row) => all + row.present, 0)).toBe(view.present);
});

test("bars end at now; gaps are losses; the server's absence is not known", () => {
  const bars = barsOf(site("64"), view, view.outages);
  const heard = bars.filter((bar) => bar.kind === "heard");
  expect(heard).toHaveLength(2);
  expect(heard[1]?.until).toBe(view.until_at);
  expect(bars.filter((bar) => bar.kind === "lost")).toHaveLength(1);
  expect(bars.filter((bar) => bar.kind === "unknown")).toHaveLength(view.outages.length);
  for (const bar of bars) {
    expect(bar.left).toBeGreaterThanOrEqual(0);
    expect(bar.left + bar.width).toBeLessThanOrEqual(100.001);
  }
});

test("a point that is lost now is lost up to now; one never heard has no bar", () => {
  expect(barsOf(site("12"), view, []).at(-1)).toMatchObject({ kind: "lost", until: view.until_at });
  expect(barsOf(site("96"), view, view.outages)).toEqual([]);
});

test("the organizers' order stands unless a column is pressed, and comes back at the third press", () => {
  expect(sorted(view.sites, null).map((row) => row.site)).toEqual(
    view.sites.map((row) => row.site),
  );
  let order = pressed(null, "lost");
  expect(sorted(view.sites, order)[0]?.site).toBe("04");
  order = pressed(order, "lost");
  expect(order).toEqual({ by: "lost", way: 1 });
  expect(pressed(order, "lost")).toBeNull();
});

test("names sort as Vietnamese does: Đ after D", () => {
  const rows = ["Đà Nẵng", "Điện Biên", "Cà Mau", "Bạc Liêu"].map((name) => ({ name }) as SiteRow);
  const names = sorted(rows, { by: "site", way: 1 }).map((row) => row.name);
  expect(names).toEqual(["Bạc Liêu", "Cà Mau", "Đà Nẵng", "Điện Biên"]);
});
