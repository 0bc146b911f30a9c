/** What every click became, with a server that answers, refuses, or breaks off. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ASK_AGAIN_MS, Acts } from "../src/link/acts.svelte";
import { SessionClock } from "../src/time/clock";

type Reply = { status: number; body: unknown } | "broken";
let replies: Reply[] = [];
let asked: { path: string; body: Record<string, unknown> | null; as: string | null }[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  replies = [];
  asked = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    const body = init.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : null;
    asked.push({ path, body, as: new Headers(init.headers).get("X-Diemcau-As") });
    const reply = replies.shift() ?? "broken";
    if (reply === "broken") return Promise.reject(new TypeError("the line broke"));
    return Promise.resolve(new Response(JSON.stringify(reply.body), { status: reply.status }));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const acts = () => new Acts("/api/v1/sessions/s", () => "host", new SessionClock());
const done = { accepted: true, rev: 7, at: 1_694_140_923_000, entry: "e1", duplicate: false };
const fate = { ...done, code: null, params: {} };
/** Send, and wait until a first question after it has had its answer, or none. */
async function unanswered(page: Acts): Promise<string | undefined> {
  void page.send(more, "speech", "+1");
  await vi.advanceTimersByTimeAsync(0);
  return page.of("speech")?.fate;
}
const more = { type: "extend_speech", entry: "e1", by_ms: 60_000 } as const;
const unknown = { status: 404, body: { code: "unknown_command", status: 404 } };

test("a good answer is recorded with the server's time", async () => {
  replies = [{ status: 200, body: done }];
  const act = await acts().send(more, "speech", "+1", 5);
  expect(act).toMatchObject({ fate: "recorded", at: done.at, entry: "e1" });
  expect(asked[0]).toMatchObject({ as: "host", body: { ...more, expected_rev: 5 } });
  expect(String(asked[0]?.body?.command_id)).toMatch(/^[A-Za-z0-9_.:-]{1,64}$/);
});

test("a refusal and a conflict keep what the server said", async () => {
  const page = acts();
  replies = [{ status: 409, body: { code: "standby_full", status: 409, limit: 3 } }];
  expect(await page.send(more, "a", "x")).toMatchObject({ fate: "refused", code: "standby_full" });
  replies = [{ status: 409, body: { code: "conflict", status: 409, what: "PointCalled" } }];
  const act = await page.send(more, "b", "x");
  expect(act).toMatchObject({ fate: "conflict", params: { what: "PointCalled" } });
});

test("without an answer it is asked for by its id, and never sent again", async () => {
  replies = ["broken", { status: 200, body: fate }];
  const act = await acts().send(more, "speech", "+1");
  expect(act.fate).toBe("recorded");
  expect(asked.map((one) => (one.body ? "post" : one.path.split("/").at(-1)))).toEqual([
    "post",
    act.id,
  ]);
});

const givenUp = { status: 409, body: { code: "given_up", status: 409 } };

test("what the server does not know is given up there before it is called not applied", async () => {
  replies = ["broken", unknown, givenUp];
  const act = await acts().send(more, "speech", "+1");
  expect(act.fate).toBe("lost");
  const sent = asked.filter((one) => one.body).map((one) => one.body);
  expect(sent.map((body) => body?.type)).toEqual(["extend_speech", "give_up_command"]);
  expect(sent[1]?.command_id).toBe(act.id);
});

test("a command that was still on its way when first asked for is found", async () => {
  replies = ["broken", unknown, { status: 200, body: { ...done, duplicate: true } }];
  expect((await acts().send(more, "speech", "+1")).fate).toBe("recorded");
  const no = { code: "wrong_state", status: 409, command_id: "c", duplicate: true };
  replies = ["broken", unknown, { status: 409, body: no }];
  const refused = await acts().send(more, "speech", "+1");
  expect(refused).toMatchObject({ fate: "refused", code: "wrong_state" });
});

test("with the line broken again nothing is said to be not applied", async () => {
  const page = acts();
  replies = ["broken", unknown, "broken"];
  expect(await unanswered(page)).toBe("asking");
  replies = [unknown, givenUp];
  await page.askOpen();
  expect(page.of("speech")?.fate).toBe("lost");
});

test.each([401, 403, 404, 429])(
  "a no of %i to the question says nothing of the command, which stays open",
  async (status) => {
    const page = acts();
    const no = { status, body: { code: status === 401 ? "auth_failed" : "not_found", status } };
    replies = ["broken", no];
    expect(await unanswered(page)).toBe("asking");
    expect(page.of("speech")?.code).toBe("");
    replies = [unknown, no];
    await page.askOpen();
    expect(page.of("speech")).toMatchObject({ fate: "asking", code: "" });
    replies = [{ status: 200, body: fate }];
    await page.askOpen();
    expect(page.of("speech")?.fate).toBe("recorded");
  },
);

test("a server that fails at the question leaves the command open, too", async () => {
  const page = acts();
  const no = { status: 503, body: { code: "storage_low", status: 503 } };
  replies = ["broken", no];
  expect(await unanswered(page)).toBe("asking");
  replies = [unknown, no];
  await page.askOpen();
  expect(page.of("speech")?.fate).toBe("asking");
});

test("of two questions after one command the first answer stands", async () => {
  const page = acts();
  replies = ["broken", "broken"];
  await unanswered(page);
  const late = { ...fate, accepted: false, code: "given_up" };
  replies = [unknown, { status: 200, body: late }, givenUp];
  const free: (() => void)[] = [];
  const { fetch } = globalThis;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const isSecond = asked.length === 3;
    const reply = await fetch(path, init);
    if (isSecond) await new Promise<void>((done) => free.push(done));
    return reply;
  });
  const first = page.askOpen();
  const second = page.askOpen();
  await first;
  expect(page.of("speech")?.fate).toBe("lost");
  free.forEach((done) => done());
  await second;
  expect(page.of("speech")).toMatchObject({ fate: "lost", code: "" });
});

test("with the server away it stays open, and is asked for when the line is back", async () => {
  const page = acts();
  replies = ["broken", "broken"];
  expect(await unanswered(page)).toBe("asking");
  expect(page.busy("speech")).toBe(true);
  replies = [{ status: 200, body: { ...fate, accepted: false, code: "wrong_state" } }];
  await page.askOpen();
  expect(page.of("speech")).toMatchObject({ fate: "refused", code: "wrong_state" });
});

test("whoever sent it hears what became of it, however late", async () => {
  const page = acts();
  replies = ["broken", "broken"];
  const sent = page.send(more, "speech", "+1");
  await vi.advanceTimersByTimeAsync(60_000);
  replies = [{ status: 200, body: fate }];
  await page.askOpen();
  expect((await sent).fate).toBe("recorded");
});

test("old acts are let go, but none whose fate is not known", async () => {
  const page = acts();
  replies = ["broken", "broken"];
  void page.send(more, "open", "+1");
  await vi.advanceTimersByTimeAsync(0);
  for (let press = 0; press < 60; press += 1) {
    replies = [{ status: 200, body: done }];
    await page.send(more, "speech", "+1");
  }
  expect(page.busy("open")).toBe(true);
  expect(page.all).toHaveLength(41);
});

test("a page asks again by itself until it knows, and no longer than it is open", async () => {
  const page = acts();
  const stop = page.keepAsking();
  replies = ["broken", "broken", "broken", { status: 200, body: fate }];
  const sent = page.send(more, "speech", "+1");
  await vi.advanceTimersByTimeAsync(3 * ASK_AGAIN_MS);
  expect((await sent).fate).toBe("recorded");
  expect(asked).toHaveLength(4);
  stop();
  expect(await unanswered(page)).toBe("asking");
  await vi.advanceTimersByTimeAsync(3 * ASK_AGAIN_MS);
  expect(asked).toHaveLength(6);
});

test.each(["failed", "internal", "unavailable"])(
  "a server that says only %s may have done it",
  async (code) => {
    replies = [
      { status: 503, body: { code, status: 503 } },
      { status: 200, body: fate },
    ];
    expect((await acts().send(more, "speech", "+1")).fate).toBe("recorded");
  },
);

test("a full disk is a refusal, not a riddle", async () => {
  replies = [{ status: 503, body: { code: "storage_low", status: 503 } }];
  expect(await acts().send(more, "s", "x")).toMatchObject({ fate: "refused", code: "storage_low" });
});
