import { describe, expect, test } from "vitest";
import type { ActNow, SiteRecordsAnswer } from "../src/generated/schema";
import { ERASED_TEXT, redacted, unnamed, withoutPeople } from "../src/site/offline/redact";
import { cell, refusedCsv } from "../src/site/offline/refused-csv";
import { type Entry, type KeptView, actOf, rosterOf, summary } from "../src/site/offline/rows";
import { pauseMs } from "../src/site/offline/sender";
import {
  RECORDS_PER_BATCH_MAX,
  batchOf,
  lacks,
  letGo,
  renumbered,
  settledBy,
} from "../src/site/offline/settle";
import { pageOf, withEntered } from "../src/site/offline/shown";
import { DeviceTime, offsetNow } from "../src/site/offline/stamp";

const entry = (seq: number, more: Partial<Entry> = {}): Entry => ({
  n: seq,
  id: `a${seq}`,
  session: "s",
  site: "64",
  incarnation: "b",
  seq,
  device_at: 1000 * seq,
  offset_ms: 5,
  what: "attendance",
  target: `64.0${seq}`,
  word: "in_person",
  body: { kind: "attendance", person: `64.0${seq}`, status: "in_person" },
  state: "waiting",
  code: "",
  settled_at: null,
  rev: null,
  redacted: false,
  ...more,
});
const said = (upto: number, more: Partial<SiteRecordsAnswer> = {}): SiteRecordsAnswer => ({
  upto,
  refused: [],
  short: "",
  erased: [],
  closed: false,
  rev: 7,
  now: 99,
  ...more,
});

describe("a batch", () => {
  test("holds what waits, in order, without a gap", () => {
    const mixed = [entry(3), entry(1, { state: "accepted" }), entry(2), entry(5)];
    expect(batchOf(mixed).map((one) => one.seq)).toEqual([2, 3]);
    expect(batchOf([])).toEqual([]);
  });

  test("holds no more than the server takes", () => {
    const many = Array.from({ length: 450 }, (_, at) => entry(at + 1));
    expect(batchOf(many)).toHaveLength(RECORDS_PER_BATCH_MAX);
    const long = "ư".repeat(1000);
    const heavy = many.slice(0, 180).map((one) => ({
      ...one,
      body: { kind: "message" as const, text: long },
    }));
    const bytes = new TextEncoder().encode(JSON.stringify(batchOf(heavy))).length;
    expect(batchOf(heavy).length).toBeGreaterThan(50);
    expect(bytes).toBeLessThan(256 * 1024);
  });
});

describe("an answer", () => {
  test("settles what it took, with the refusals, and leaves the rest waiting", () => {
    const all = [entry(1), entry(2), entry(3)];
    const answer = said(2, { refused: [{ seq: 2, code: "forbidden" }] });
    const { changed, turnOver } = settledBy(all, all, answer);
    expect(changed.map((one) => [one.seq, one.state, one.code, one.settled_at])).toEqual([
      [1, "accepted", "", 99],
      [2, "refused", "forbidden", 99],
    ]);
    expect(turnOver).toBe(false);
  });

  test("of a server that went back in time makes what it lacks wait again", () => {
    const all = [entry(1, { state: "accepted" }), entry(2, { state: "refused" }), entry(3)];
    const { changed, turnOver } = settledBy(all, [], said(0));
    expect(changed.map((one) => [one.seq, one.state])).toEqual([
      [1, "waiting"],
      [2, "waiting"],
    ]);
    expect(turnOver).toBe(false);
  });

  test("asks for a new stream when what it lacks is gone, or its number another's", () => {
    const gone = entry(1, { state: "accepted", body: null });
    expect(settledBy([gone, entry(2)], [], said(0)).turnOver).toBe(true);
    const clash = said(1, { refused: [{ seq: 1, code: "seq_conflict" }] });
    expect(settledBy([entry(1)], [entry(1)], clash).turnOver).toBe(true);
    const own = entry(1, { redacted: true });
    const { changed, turnOver } = settledBy([own], [own], clash);
    expect([changed[0]?.code, turnOver]).toEqual(["erased", false]);
  });

  test("that waits for a number nobody has any more is noticed", () => {
    expect(lacks([entry(3)], said(1, { short: "gap" }))).toBe(true);
    expect(lacks([entry(2), entry(3)], said(1, { short: "gap" }))).toBe(false);
    expect(lacks([], said(1))).toBe(false);
  });
});

describe("a new stream", () => {
  test("numbers what waits from 1 in the order it was made", () => {
    const all = [entry(7, { n: 9 }), entry(5, { n: 4 }), entry(6, { n: 5, state: "accepted" })];
    const moved = renumbered(all, { incarnation: "fresh", next: 1 });
    expect(moved.map((one) => [one.n, one.seq, one.incarnation])).toEqual([
      [4, 1, "fresh"],
      [9, 2, "fresh"],
    ]);
  });

  test("after closing only what was accepted is let go", () => {
    const all = [entry(1, { state: "accepted" }), entry(2, { state: "refused" }), entry(3)];
    expect(letGo(all).map((one) => [one.seq, one.body])).toEqual([[1, null]]);
  });
});

describe("the time of an entry", () => {
  const measured = { offset_ms: 100, wall: 1000, mono: 50 };

  test("follows the wall clock while the computer sleeps", () => {
    expect(offsetNow(measured, 1000 + 3_600_000, 60)).toBe(100);
    expect(offsetNow(measured, 2000, 1050)).toBe(100);
  });

  test("follows the counter when the wall clock was set back", () => {
    const mono = 50 + 600_000;
    const wall = 1000 + 600_000 - 7_200_000;
    expect(wall + offsetNow(measured, wall, mono)).toBe(1000 + 600_000 + 100);
  });

  test("is measured, kept, and found again by the next page", () => {
    let [wall, mono] = [10_000, 0];
    const clocks = { wall: () => wall, mono: () => mono };
    const time = new DeviceTime(clocks);
    expect(time.stamp()).toEqual({ device_at: 10_000, offset_ms: null });
    expect(time.measure(12_000)).toEqual({ offset_ms: 2000, wall: 10_000 });
    expect(time.measure(12_100)).toBeNull();
    const next = new DeviceTime(clocks);
    next.recall({ offset_ms: 2000, wall: 10_000 });
    [wall, mono] = [3_610_000, 5];
    expect(next.stamp()).toEqual({ device_at: 3_610_000, offset_ms: 2000 });
    expect(next.now()).toBe(3_612_000);
  });
});

describe("forgetting a person", () => {
  test("takes out every text and keeps the number", () => {
    const deputised = entry(1, {
      body: {
        kind: "attendance",
        person: "64.01",
        status: "deputised",
        deputy: "Đại biểu mẫu 41",
        approver: "Chủ trì",
        reason: "họp",
      },
    });
    const bare = withoutPeople(deputised, new Set(["64.01"]));
    expect(bare.body).toEqual({ kind: "attendance", person: "64.01", status: "deputised" });
    expect([bare.redacted, bare.seq, bare.state]).toEqual([true, 1, "waiting"]);
    expect(withoutPeople(deputised, new Set(["64.02"]))).toBe(deputised);
    const added = { kind: "attendee", person: "64.x1", name: "Đại biểu mẫu 9" } as const;
    expect(redacted({ ...added, status: "online" })).toEqual({
      ...added,
      name: ERASED_TEXT,
      status: "online",
    });
  });

  test("keeps no speaker's name in the last picture", () => {
    expect(unnamed(null)).toBeNull();
    const floor = { chair: "A", speaking: { speaker: "B", post: "C", interjector: "D" } };
    expect(unnamed(floor as never)).toEqual({
      chair: "",
      speaking: { speaker: "", post: "", interjector: "" },
    });
  });
});

describe("what is shown", () => {
  const kept: KeptView = { site: "64", session: "s", at: 7, floor: null, own: null };
  const act = (id: string, made_at: number, state: ActNow["state"] = "accepted"): ActNow => ({
    ...actOf(entry(1)),
    id,
    made_at,
    state,
  });

  test("without a line is the last picture, and what was entered here", () => {
    const page = withEntered(pageOf(kept), {
      acts: [actOf(entry(2))],
      waiting: 1,
      keeps: true,
      wentBack: false,
    });
    expect(page.link).toMatchObject({ connected: false, durable: true, heard_at: 7 });
    expect([page.waiting, page.acts[0]?.id, page.acts[0]?.made_at]).toEqual([1, "a2", 2005]);
  });

  test("each act stands once, the newest first, and nothing that waits is left out", () => {
    const page = { ...pageOf(kept), acts: [act("x", 5, "waiting"), act("mine", 6)] };
    const old = act("old", 1, "waiting");
    const many = Array.from({ length: 80 }, (_, at) => act(`m${at}`, 100 + at));
    const shown = withEntered(page, {
      acts: [act("mine", 6), old, ...many],
      waiting: 1,
      keeps: true,
      wentBack: true,
    });
    expect(shown.acts[0]?.id).toBe("m79");
    expect(shown.acts.filter((one) => one.id === "mine").length).toBeLessThanOrEqual(1);
    expect(shown.acts.map((one) => one.id)).toContain("old");
    expect([shown.waiting, shown.link.went_back]).toEqual([2, true]);
  });
});

describe("what was refused", () => {
  test("is a table that no spreadsheet computes with", () => {
    const evil = entry(1, {
      state: "refused",
      code: "forbidden",
      body: { kind: "message", text: "=1+1" },
      what: "message",
      target: "=x",
    });
    const text = refusedCsv([evil], ["Giờ", "Việc", "Ai", "Gì", "Vì sao"], () => "không được");
    expect(text.startsWith("\ufeff")).toBe(true);
    expect(text).toContain(`"'=x"`);
    expect(text).toContain(`"text: =1+1"`);
    expect(cell('a"b')).toBe('"a""b"');
  });
});

describe("delivering again", () => {
  test("waits longer each time, and not for ever", () => {
    const middle = () => 0.5;
    expect([1, 2, 3, 9].map((failed) => pauseMs(failed, middle))).toEqual([
      1500, 3000, 6000, 20_000,
    ]);
    expect(pauseMs(1, () => 0)).toBeGreaterThan(1000);
  });

  test("an act of a record says what, whom and which word, and no name", () => {
    expect(summary({ kind: "head_count", count: 7 })).toEqual({
      what: "head_count",
      target: "",
      word: "7",
    });
    expect(summary({ kind: "roll_answer", roll_call: "r1" }).target).toBe("r1");
    expect(summary({ kind: "incident", incident: "power" }).word).toBe("power");
    expect(summary({ kind: "notice_read", notice: "n1" }).target).toBe("n1");
    expect(summary({ kind: "written", entry: "e1" }).target).toBe("e1");
    expect(summary({ kind: "head", person: "64.01" }).target).toBe("64.01");
    expect(summary({ kind: "message", text: "x" })).toEqual({
      what: "message",
      target: "",
      word: "",
    });
  });
});

describe("a kept page of the roster", () => {
  const pages = ["t0", "t1"];
  const view = { site: "64", session: "s", own: { roster: { pages } } } as unknown as KeptView;
  const person = { id: "64.01", name: "A", post: "", code: "", added: false, struck: false };
  const page = { site: "64", page: 1, tag: "t1", people: [person] };

  test("is of the meeting that it says", () => {
    expect(rosterOf(view, { ...page, session: "s", tag: "old" })?.tag).toBe("old");
    expect(rosterOf(view, { ...page, session: "khac" })).toBeNull();
  });

  test("that says none is of the picture's where its tag is in it", () => {
    expect(rosterOf(view, page)).toEqual({ ...page, session: "s" });
    expect(rosterOf(view, { ...page, tag: "t0" })).toBeNull();
    expect(rosterOf({ ...view, own: null }, page)).toBeNull();
  });

  test("that says none and lacks a name is fetched again", () => {
    expect(rosterOf(view, { ...page, people: [person, { ...person, name: "" }] })).toBeNull();
  });
});
