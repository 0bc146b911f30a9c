/** The browser's outbox over a store that takes its time, a lock that goes again, a page left. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { SitePage } from "../src/generated/schema";
import { Offline } from "../src/site/offline/offline.svelte";
import { Outbox } from "../src/site/offline/outbox.svelte";
import type { Entry, KeptRoster, KeptView, RecordBody, StreamRow } from "../src/site/offline/rows";
import { renumbered } from "../src/site/offline/settle";
import { DeviceTime } from "../src/site/offline/stamp";
import { Store } from "../src/site/offline/store";

const body: RecordBody = { kind: "head_count", count: 7 };
const entry = (n: number, incarnation: string, seq: number): Entry => ({
  ...{ n, id: `a${n}`, session: "s", site: "64", incarnation, seq, body, device_at: n },
  ...{ offset_ms: 0, what: "head_count", target: "", word: "7", state: "waiting", code: "" },
  ...{ settled_at: null, rev: null, redacted: false },
});

/** What the store does, in memory; each thing that is held is done when it is let go. */
class Disk {
  rows: Entry[] = [];
  streamRow: StreamRow | undefined;
  keptView: KeptView | undefined;
  /** By the browser. */
  closed = false;
  readonly done: string[] = [];
  private readonly held = new Map<string, Promise<void>>();

  hold(name: string): () => void {
    let letGo: () => void = () => undefined;
    this.held.set(name, new Promise((go) => (letGo = go)));
    return letGo;
  }
  private async did<T>(name: string, work: () => T): Promise<T> {
    await this.held.get(name);
    if (this.closed) throw new DOMException("closed", "InvalidStateError");
    this.done.push(name);
    return work();
  }
  offset = () => this.did("offset", () => undefined);
  view = () => this.did("view", () => this.keptView);
  entries = () => this.did("entries", () => [...this.rows]);
  stream = () => this.did("stream", () => this.streamRow);
  roster = () => this.did("roster", () => []);
  erased = () => this.did("erased", () => new Set<string>());
  put = () => this.did("put", () => undefined);
  enter = (_place: unknown, id: string) =>
    this.did("enter", () => ({ ...entry(9, "b", 1), id, session: "s" }));
  gather = () =>
    this.did("gather", () => (this.streamRow ? renumbered(this.rows, this.streamRow) : []));
  keepView = () => this.did("keepView", () => undefined);
  keepOffset = () => this.did("keepOffset", () => undefined);
  keepRoster = () => this.did("keepRoster", () => undefined);
  dropRosters = () => this.did("dropRosters", () => undefined);
  trimRoster = () => this.did("trimRoster", () => undefined);
  undelivered = () => this.did("undelivered", () => ({ waiting: 1, refused: 0 }));
  wipe = () => this.did("wipe", () => undefined);
  close = () => undefined;
}

interface Sent {
  incarnation: string;
  items: { seq: number }[];
}
interface Turn {
  grant: () => Promise<void>;
  steal: () => void;
}
let disk = new Disk();
let sent: Sent[] = [];
let turns: Turn[] = [];
let answering: Promise<void> = Promise.resolve();
let heard = new Map<string, () => void>();
const assign = vi.fn();

/** The server: it takes whatever comes, when `answering` lets it. */
async function answer(path: string, init: RequestInit): Promise<Response> {
  if (!path.startsWith("/site/records")) return new Response("{}");
  const given = JSON.parse(String(init.body)) as Sent;
  sent.push(given);
  await answering;
  const upto = given.items.at(-1)?.seq ?? 0;
  const said = { upto, refused: [], short: "", erased: [], closed: false, rev: 1, now: 5 };
  return new Response(JSON.stringify(said));
}

const rest = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const picture = (session: string, at = 1) =>
  ({ session, at, floor: null, own: null }) as unknown as SitePage;

beforeEach(() => {
  vi.useFakeTimers();
  [disk, sent, turns, heard] = [new Disk(), [], [], new Map()];
  answering = Promise.resolve();
  assign.mockReset();
  vi.spyOn(Store, "open").mockImplementation(() => Promise.resolve(disk as unknown as Store));
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("navigator", {
    locks: {
      request: (_name: string, _how: unknown, grant: Turn["grant"]) =>
        new Promise((_done, fail) => {
          turns.push({ grant, steal: () => fail(new Error("stolen")) });
        }),
    },
    serviceWorker: { register: () => Promise.resolve(), ready: Promise.resolve() },
    storage: { persisted: () => Promise.resolve(true) },
  });
  vi.stubGlobal("addEventListener", (name: string, hear: () => void) => heard.set(name, hear));
  vi.stubGlobal("removeEventListener", (name: string) => heard.delete(name));
  vi.stubGlobal("location", { assign });
  vi.stubGlobal("fetch", answer);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A page at work: the store is open, the lock is held, a picture has come. */
async function atWork(): Promise<Offline> {
  const offline = new Offline("64");
  offline.start();
  await rest();
  void turns[0]?.grant().then(() => disk.done.push("lock released"));
  offline.saw(picture("s"), null);
  await rest();
  expect([offline.keeps, offline.session]).toEqual([true, "s"]);
  return offline;
}

test("a picture that comes while the kept one is read is the one that holds", async () => {
  const letGo = disk.hold("view");
  disk.keptView = { site: "64", session: "before", at: 1, floor: null, own: null };
  const offline = new Offline("64");
  offline.start();
  await rest();
  offline.saw(picture("today"), null);
  letGo();
  await rest();
  expect([offline.conditions.store, offline.session]).toEqual(["yes", "today"]);
});

test("the kept picture of another meeting is neither shown nor entered in", async () => {
  disk.keptView = { site: "64", session: "sang", at: 1, floor: null, own: null };
  for (const [meeting, shown] of [
    ["chieu", null],
    ["sang", "sang"],
    ["", "sang"],
  ] as const) {
    const offline = new Offline("64", meeting);
    const stop = offline.start();
    await rest();
    expect([offline.conditions.store, offline.session]).toEqual(["yes", shown]);
    stop();
  }
});

describe("what waits under another name than the stream's", () => {
  test("goes on in the stream, after what is in it", async () => {
    disk.rows = [entry(1, "old", 4), entry(2, "new", 2)];
    disk.streamRow = { key: "s/64", session: "s", site: "64", incarnation: "new", next: 3 };
    const box = await Outbox.open(disk as unknown as Store, new DeviceTime(), "64");
    expect(await box.deliver("s")).toBe("done");
    expect(sent.map((one) => [one.incarnation, one.items.map(({ seq }) => seq)])).toEqual([
      ["new", [2, 3]],
    ]);
    expect([box.waiting, box.entries.map((one) => one.seq)]).toEqual([0, [3, 2]]);
  });

  test("is numbered behind the others, and theirs are left as they are", () => {
    const rows = [entry(3, "old", 2), entry(1, "old", 1), entry(2, "new", 1)];
    const moved = renumbered(rows, { incarnation: "new", next: 2 });
    expect(moved.map((one) => [one.n, one.incarnation, one.seq])).toEqual([
      [1, "new", 2],
      [3, "new", 3],
    ]);
  });
});

describe("the outbox is still being read", () => {
  test("and the lock goes: nothing works here", async () => {
    const letGo = disk.hold("entries");
    const offline = new Offline("64");
    offline.start();
    await rest();
    void turns[0]?.grant();
    await rest();
    turns[0]?.steal();
    await rest();
    letGo();
    await rest(5000);
    expect([offline.box, offline.conditions.alone, sent]).toEqual([null, "no", []]);
  });

  test("and the page goes: nothing is sent", async () => {
    const letGo = disk.hold("entries");
    const offline = new Offline("64");
    const stop = offline.start();
    await rest();
    void turns[0]?.grant();
    await rest();
    stop();
    letGo();
    await rest(5000);
    expect([offline.box, sent]).toEqual([null, []]);
  });
});

test("a page that goes before the store is open wants no lock", async () => {
  const letGo = disk.hold("view");
  const stop = new Offline("64").start();
  await rest();
  stop();
  letGo();
  await rest();
  expect(turns).toEqual([]);
});

test("a round under way ends with its answer when another tab takes over", async () => {
  disk.rows = [entry(1, "b", 1)];
  disk.streamRow = { key: "s/64", session: "s", site: "64", incarnation: "b", next: 2 };
  let letGo: () => void = () => undefined;
  answering = new Promise((go) => (letGo = go));
  await atWork();
  expect(sent).toHaveLength(1);
  turns[0]?.steal();
  await rest();
  letGo();
  await rest(5000);
  expect([sent.length, disk.done.includes("put")]).toEqual([1, false]);
});

describe("leaving", () => {
  const page = { site: "64", page: 0, people: [] } as unknown as KeptRoster;

  test("nothing is written after the store was cleared", async () => {
    const offline = await atWork();
    offline.saw(picture("s", 2), null);
    const leaving = offline.leave();
    await rest(2500);
    await leaving;
    expect(assign).toHaveBeenCalledWith("/");
    offline.saw(picture("s", 3), 1000);
    heard.get("pagehide")?.();
    void offline.keepRoster(page);
    expect(await offline.enter("a1", body)).toBe(false);
    await rest(5000);
    expect(disk.done.slice(-2)).toEqual(["wipe", "lock released"]);
  });

  test("waits for the round under way, which writes nothing any more", async () => {
    disk.rows = [entry(1, "b", 1)];
    disk.streamRow = { key: "s/64", session: "s", site: "64", incarnation: "b", next: 2 };
    let letGo: () => void = () => undefined;
    answering = new Promise((go) => (letGo = go));
    const offline = await atWork();
    void offline.leave();
    await rest(500);
    expect(disk.done).not.toContain("wipe");
    letGo();
    await rest();
    expect(disk.done.slice(-2)).toEqual(["wipe", "lock released"]);
    expect(disk.done).not.toContain("put");
  });

  test("takes the store from the tab that works with it before it is cleared", async () => {
    const offline = new Offline("64");
    offline.start();
    await rest();
    expect([offline.conditions.alone, turns.length]).toEqual(["no", 1]);
    await offline.leave();
    expect([turns.length, disk.done.at(-1)]).toEqual([2, "wipe"]);
  });

  test("ends in any case when the browser has closed the store, which is opened anew", async () => {
    const offline = await atWork();
    expect(await offline.undelivered()).toEqual({ waiting: 1, refused: 0 });
    disk.closed = true;
    expect(await offline.undelivered()).toBeNull();
    const fresh = new Disk();
    vi.mocked(Store.open).mockResolvedValueOnce(fresh as unknown as Store);
    await offline.leave();
    expect([fresh.done, assign.mock.calls]).toEqual([["wipe"], [["/"]]]);
  });

  test("does not wait for an answer for ever", async () => {
    disk.rows = [entry(1, "b", 1)];
    disk.streamRow = { key: "s/64", session: "s", site: "64", incarnation: "b", next: 2 };
    let letGo: () => void = () => undefined;
    answering = new Promise((go) => (letGo = go));
    const offline = await atWork();
    void offline.leave();
    await rest(2500);
    expect([disk.done.includes("wipe"), assign.mock.calls.length]).toEqual([true, 1]);
    letGo();
    await rest(5000);
    expect(disk.done.slice(-2)).toEqual(["wipe", "lock released"]);
  });
});
