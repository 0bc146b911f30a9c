/** The list while a row is in the hand. */
import { afterEach, expect, test, vi } from "vitest";
import type { QueueRow } from "../src/generated/schema";
import type { Console } from "../src/host/console.svelte";
import { HOLD_MS } from "../src/host/hold";
import { Order } from "../src/host/order.svelte";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const view = (rev: number, ids: string) =>
  ({
    floor_rev: rev,
    waiting: 3,
    queue: [...ids].map((entry) => ({ entry }) as QueueRow),
  }) as never;

test("an order that was held back does not come under a row that was lifted since", () => {
  vi.useFakeTimers();
  vi.stubGlobal("HTMLElement", class {});
  vi.stubGlobal("document", { activeElement: null });
  const desk = { view: view(1, "abc"), stream: { stale: false }, hands: [], hand: vi.fn() };
  const order = new Order(desk as unknown as Console);
  const ids = () => order.picture.rows.map((row) => row.entry).join("");
  const take = (rev: number, queue: string) => {
    desk.view = view(rev, queue);
    order.take(desk.view);
  };
  take(1, "abc");
  order.point(true);
  take(2, "bca");
  order.lift("a", 0, 0);
  vi.advanceTimersByTime(2 * HOLD_MS);
  expect(ids()).toBe("abc");
  order.cancel();
  expect(ids()).toBe("bca");
});
