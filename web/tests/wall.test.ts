/** The wall: lamps of the points on their way to the floor, and the way of the arrow keys. */
import { expect, test } from "vitest";
import hostJson from "../fixtures/host.json";
import type { HostView } from "../src/generated/schema";
import { letterOnWall, neighbour, rollUp, talliesOf } from "../src/host/wall";

const view = hostJson as unknown as HostView;

test("who speaks is on air, who was called waits, who said so is ready", () => {
  const tallies = talliesOf(view);
  expect(tallies.get(view.speaking?.site ?? "")).toBe("air");
  for (const row of view.queue) {
    const shown = tallies.get(row.site);
    if (row.site === view.speaking?.site) continue;
    if (row.state === "ready") expect(shown).toBe("ready");
    if (row.state === "queued" && !["called", "ready"].includes(shown ?? "")) {
      expect(shown).toBeUndefined();
    }
  }
});

test("an arrow key goes to the tile that the eye sees there", () => {
  const box = (column: number, row: number) => ({
    left: column * 60,
    top: row * 30,
    width: 56,
    height: 26,
  });
  // 0 1 .     two above, one alone below the second, and one far to the right
  // . 2 3
  const boxes = [box(0, 0), box(1, 0), box(1, 1), box(2, 1)];
  expect(neighbour(boxes, 0, "ArrowRight")).toBe(1);
  expect(neighbour(boxes, 1, "ArrowDown")).toBe(2);
  expect(neighbour(boxes, 1, "ArrowRight")).toBe(3);
  expect(neighbour(boxes, 3, "ArrowUp")).toBe(1);
  expect(neighbour(boxes, 0, "ArrowLeft")).toBeNull();
  expect(neighbour(boxes, 0, "a")).toBeNull();
});

test("counts below a tile are read in one order and nothing is left out", () => {
  expect(rollUp({ w: 2, g: 5, n: 0 })).toEqual([
    { state: "g", count: 5 },
    { state: "w", count: 2 },
  ]);
  expect(letterOnWall(view, view.wall[0]?.site ?? "")).toBe(view.wall[0]?.state);
  expect(letterOnWall(view, "nowhere")).toBeUndefined();
});
