/** The log and its tree over a line that is slow, or was away. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import overviewJson from "../fixtures/log-overview.json";
import { Log } from "../src/attendance/log.svelte";
import { Tree } from "../src/attendance/tree.svelte";
import type { Overview } from "../src/generated/schema";
import type { Command } from "../src/link/acts.svelte";

const view = overviewJson as unknown as Overview;
type Reply = { status: number; body: unknown } | "broken";
let waiting: { path: string; say(reply: Reply): void }[] = [];
const turns = () => vi.advanceTimersByTimeAsync(0);
const asked = (part: string) => waiting.filter((one) => one.path.includes(part));
/** Answer the oldest question whose address has this. */
const say = async (part: string, body: unknown) => {
  const at = waiting.findIndex((one) => one.path.includes(part));
  expect(at, part).toBeGreaterThanOrEqual(0);
  waiting.splice(at, 1)[0]?.say({ status: 200, body });
  await turns();
};
const cut = async () => {
  waiting.splice(0).forEach((one) => one.say("broken"));
  await turns();
};
const heard = (people: number) => ({ ...view, figures: { ...view.figures, people } });
const sum = (total: number, sites: string[] = []) => ({
  total,
  named: 0,
  rows: sites.map((site) => ({ site })),
});

beforeEach(() => {
  waiting = [];
  vi.useFakeTimers();
  vi.stubGlobal("document", {
    visibilityState: "visible",
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  });
  vi.stubGlobal(
    "fetch",
    (path: string) =>
      new Promise<Response>((done, fail) => {
        const say = (reply: Reply) => {
          if (reply === "broken") fail(new TypeError("the line broke"));
          else done(new Response(JSON.stringify(reply.body), { status: reply.status }));
        };
        waiting.push({ path, say });
      }),
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a read that takes longer than the time between two is used all the same", async () => {
  const log = new Log("s", "secretary");
  const stop = log.start();
  await vi.advanceTimersByTimeAsync(7000);
  expect(asked("overview")).toHaveLength(1);
  await say("overview", heard(7));
  expect(log.now?.figures.people).toBe(7);
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked("overview")).toHaveLength(1);
  await cut();
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked("overview"), "a read that failed holds up nothing").toHaveLength(1);
  stop();
});

test("another moment is read at once, and the older read no longer counts", async () => {
  const log = new Log("s", "secretary");
  const stop = log.start();
  log.look({ at: 5 });
  expect(asked("overview")).toHaveLength(2);
  await say("overview", heard(1));
  expect(log.now, "asked for before").toBeNull();
  await vi.advanceTimersByTimeAsync(6000);
  expect(asked("overview"), "the newer one still runs").toHaveLength(1);
  await say("overview", heard(2));
  await say("at=5", heard(3));
  expect([log.now?.figures.people, log.view?.figures.people]).toEqual([2, 3]);
  stop();
});

const correction = { type: "approve_correction", entry: 5 } as unknown as Command;
const well = { accepted: true, rev: 9, at: 5, entry: null, code: null, params: {} };

test("what had no answer is asked for when the line is back, and read", async () => {
  const log = new Log("s", "secretary");
  const sent = log.send(correction, "review-5", "Duyệt");
  await turns();
  await cut();
  await cut();
  expect(log.acts.of("review-5")?.fate).toBe("asking");
  expect(log.acts.busy("review-5")).toBe(true);
  await cut();
  expect(asked("commands"), "not while the line is away").toHaveLength(0);
  void log.load();
  await say("overview", heard(7));
  await say("commands", well);
  expect((await sent).fate).toBe("recorded");
  expect(asked("since=9"), "what is read next knows of it").toHaveLength(1);
  await say("since=9", heard(8));
  expect([log.now?.figures.people, waiting.length]).toEqual([8, 0]);
});

test("a tree asked for at another moment never stands under the new one", async () => {
  const log = new Log("s", "secretary");
  const tree = new Tree(log);
  void tree.load();
  await say("roll-up", sum(10, ["64"]));
  void tree.toggle("64");
  await say("under=64", sum(1, ["64-old"]));
  void tree.load();
  log.look({ at: 5 });
  void tree.load();
  const [old, fresh] = asked("roll-up");
  fresh?.say({ status: 200, body: sum(20, ["64"]) });
  await turns();
  await say("under=64", sum(2, ["64-new"]));
  old?.say({ status: 200, body: sum(30, ["12"]) });
  await turns();
  expect(tree.top?.total).toBe(20);
  expect(tree.lines.map((line) => line.row.site)).toEqual(["64", "64-new"]);
});

test("a level of the tree asked for at another moment does not, either", async () => {
  const log = new Log("s", "secretary");
  const tree = new Tree(log);
  void tree.load();
  await say("roll-up", sum(10, ["64"]));
  void tree.toggle("64");
  log.look({ at: 5 });
  await say("under=64", sum(1, ["64-old"]));
  expect(tree.lines.map((line) => line.row.site)).toEqual(["64"]);
  expect(tree.failed).toBe(false);
});

test("a tree that is read slower than it is asked for is shown all the same", async () => {
  const tree = new Tree(new Log("s", "secretary"));
  void tree.load();
  void tree.load();
  await say("roll-up", sum(10));
  expect(tree.top?.total).toBe(10);
  void tree.load();
  const [second, third] = [...waiting];
  third?.say({ status: 200, body: sum(30) });
  await turns();
  second?.say("broken");
  await turns();
  expect([tree.top?.total, tree.failed]).toEqual([30, false]);
});
