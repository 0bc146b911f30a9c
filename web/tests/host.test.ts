/** What the console does with its view: hold, wall, programme. */
import { expect, test } from "vitest";
import directoryJson from "../fixtures/directory.json";
import hostJson from "../fixtures/host.json";
import type { Directory, HostView, QueueRow } from "../src/generated/schema";
import { held, sameOrder } from "../src/host/hold";
import { following, running } from "../src/host/programme";
import { wallOf } from "../src/host/wall";

const view = hostJson as unknown as HostView;
const directory = directoryJson as unknown as Directory;
const row = (entry: string, state: QueueRow["state"], seat = false) =>
  ({ entry, state, seat, site_name: entry }) as QueueRow;

test("a held order shows what is known now, and what is gone as gone", () => {
  const old = [row("a", "queued"), row("b", "queued")];
  const now = [row("b", "called"), row("c", "queued")];
  const shown = held({ rev: 1, rows: old }, now);
  expect(shown.map((one) => [one.row.entry, one.row.state, one.gone])).toEqual([
    ["a", "queued", true],
    ["b", "called", false],
  ]);
  expect(sameOrder(old, now)).toBe(false);
  expect(sameOrder(old, [row("a", "called"), row("b", "queued")])).toBe(true);
});

test("the tiles of the wall add up to the counts of the view", () => {
  const own: Record<string, number> = {};
  for (const tile of view.wall) own[tile.state] = (own[tile.state] ?? 0) + 1;
  expect(own).toEqual(view.counts);
});

test("the wall has a place for every point, and both archipelagos", () => {
  const wall = wallOf(directory, new Set(view.wall.map((tile) => tile.site)));
  expect(wall.columns).toBe(8);
  expect(wall.tiles.length + wall.others.length).toBe(view.wall.length);
  expect(wall.sea.map((tile) => tile.name).sort()).toEqual(["Hoàng Sa", "Trường Sa"]);
  const places = [...wall.tiles, ...wall.sea].map((tile) => `${tile.column}/${tile.row}`);
  expect(new Set(places).size).toBe(places.length);
});

test("an archipelago that the directory forgets stands beside the map", () => {
  const shown = new Set(view.wall.map((tile) => tile.site));
  expect(wallOf(directory, shown).beside).toEqual([]);
  const without = { ...directory, tiles: directory.tiles.slice(1) };
  expect(wallOf(without, shown).beside).toEqual(["Hoàng Sa"]);
});

test("the programme is late by its beginning, then by its end", () => {
  const items = view.items;
  const current = items.find((item) => item.current);
  if (!current || current.begun_at === null) throw new Error("the fixture has a current item");
  const late = current.begun_at - current.planned_at;
  expect(running(items, current.begun_at)?.byMs).toBe(late);
  const end = current.planned_at + current.planned_ms;
  expect(running(items, end + 30 * 60_000)?.byMs).toBe(30 * 60_000);
  expect(
    running(
      items.map((item) => ({ ...item, current: false })),
      end,
    ),
  ).toBeNull();
  expect(following(items)?.kind).toBe("break");
});

test("a meeting held on another day is measured from its own beginning", () => {
  const years = 3 * 365 * 24 * 3_600_000;
  const moved = view.items.map((item) => ({
    ...item,
    begun_at: item.begun_at === null ? null : item.begun_at + years,
  }));
  const current = moved.find((item) => item.current);
  const late = running(moved, current?.begun_at ?? 0)?.byMs ?? Infinity;
  expect(Math.abs(late)).toBeLessThan(12 * 3_600_000);
});
