/** What the sides of the console make of their views: groups, programme, incidents, shares, calls. */
import { expect, test } from "vitest";
import hostJson from "../fixtures/host.json";
import openJson from "../fixtures/open.json";
import directoryJson from "../fixtures/directory.json";
import type {
  Directory,
  HostView,
  IncidentRow,
  ItemRow,
  OpenMatters,
  RecentAct,
  ShareView,
  SpeechRow,
} from "../src/generated/schema";
import { chosenByDigit } from "../src/host/digits";
import { type Around, family, sitesOf } from "../src/host/groups";
import { fitting, further, stepOf } from "../src/host/incidents";
import { speechOf, spoken } from "../src/host/notes";
import { mattersOf } from "../src/host/open-matters";
import { callOf, reasonOf, scriptOf } from "../src/host/phone";
import { phrases } from "../src/host/phrases";
import { goingOn, isSilent, running } from "../src/host/programme";
import { at } from "../src/host/recess";
import { hasNotSpoken, isFarUnder, shared } from "../src/host/share";
import { Sides, callsFor } from "../src/host/sides.svelte";
import { signIn } from "../src/host/sign-ins";
import { type Point, pointOf } from "../src/points/points";

const view = hostJson as unknown as HostView;
const rows = (directoryJson as unknown as Directory).sites;
const points: Point[] = rows.map((row, place) => pointOf(row, place, undefined));
const MINUTE = 60_000;

// --- the programme ----------------------------------------------------------------------------

const item = (id: string, planned: number, minutes: number, begun: number | null = null): ItemRow =>
  ({
    id,
    planned_at: planned * MINUTE,
    planned_ms: minutes * MINUTE,
    begun_at: begun === null ? null : begun * MINUTE,
    ended_at: null,
    current: false,
  }) as ItemRow;
const now = (row: ItemRow): ItemRow => ({ ...row, current: true });
const plan = [now(item("a", 0, 10, 0)), item("b", 10, 20), item("c", 30, 30)];

test("an item on time takes its planned length, and so do those after it", () => {
  const found = running(plan, 5 * MINUTE);
  expect(found?.byMs).toBe(0);
  expect(found?.endsAt).toBe(60 * MINUTE);
  expect([...(found?.starts ?? [])]).toEqual([
    ["b", 10 * MINUTE],
    ["c", 30 * MINUTE],
  ]);
});

test("the end moves on with every minute the current item takes too long", () => {
  expect(running(plan, 10 * MINUTE)?.endsAt).toBe(60 * MINUTE);
  expect(running(plan, 14 * MINUTE)?.byMs).toBe(4 * MINUTE);
  expect(running(plan, 14 * MINUTE)?.endsAt).toBe(64 * MINUTE);
  expect(running(plan, 15 * MINUTE)?.endsAt).toBe(65 * MINUTE);
});

test("what began early ends early, and a late start is a late end", () => {
  const early = [now(item("a", 10, 10, 4)), item("b", 20, 10)];
  expect(running(early, 5 * MINUTE)?.endsAt).toBe(24 * MINUTE);
  const late = [now(item("a", 10, 10, 16)), item("b", 20, 10)];
  expect(running(late, 17 * MINUTE)?.byMs).toBe(6 * MINUTE);
});

test("free time in the plan makes up for lateness, and never more than it", () => {
  const free = [now(item("a", 0, 10, 0)), item("b", 15, 10), item("c", 25, 10)];
  expect(running(free, 13 * MINUTE)?.endsAt).toBe(35 * MINUTE);
  expect(running(free, 18 * MINUTE)?.endsAt).toBe(38 * MINUTE);
  expect(running(free, 18 * MINUTE)?.starts.get("b")).toBe(18 * MINUTE);
});

test("items planned one over the other push each other", () => {
  const tight = [now(item("a", 0, 10, 0)), item("b", 5, 10)];
  expect(running(tight, 0)?.endsAt).toBe(20 * MINUTE);
});

test("a recess with an end is waited for", () => {
  expect(running(plan, 5 * MINUTE, 25 * MINUTE)?.endsAt).toBe(75 * MINUTE);
  expect(running(plan, 5 * MINUTE, 8 * MINUTE)?.endsAt).toBe(60 * MINUTE);
});

test("what was done before one came back to an item is not done again", () => {
  const back = [now(item("a", 0, 10, 0)), item("b", 10, 20, 10), item("c", 30, 30)];
  expect(running(back, 40 * MINUTE)?.starts.get("b")).toBeUndefined();
  expect(running(back, 40 * MINUTE)?.endsAt).toBe(70 * MINUTE);
});

test("the question on going on is about those who are not called yet", () => {
  const called = view.queue.filter((row) => ["called", "ready"].includes(row.state)).length;
  expect(called).toBeGreaterThan(0);
  expect(goingOn(view, { id: "5" })).toEqual({ waiting: view.waiting - called, back: 0 });
  const aside = [{ item: "5" }, { item: "6" }] as HostView["aside"];
  expect(goingOn({ queue: [], waiting: 0, aside }, { id: "5" })).toEqual({ waiting: 0, back: 1 });
});

test("items without a speech are told apart", () => {
  const kinds = ["salute", "silence", "film", "award", "break", "card"] as const;
  expect(kinds.every((kind) => isSilent({ kind }))).toBe(true);
  expect(isSilent({ kind: "discussion" })).toBe(false);
});

test("a time of today, however it is written", () => {
  const morning = Date.UTC(2023, 8, 8, 3, 0); // 10:00 in Hà Nội
  for (const typed of ["10:45", "10h45", "1045", " 10.45 ", "10 giờ 45", "10 45"]) {
    expect(at(typed, morning), typed).toBe(morning + 45 * MINUTE);
  }
  expect(at("11", morning)).toBe(morning + 60 * MINUTE);
  expect(at("9:50", morning)).toBeNull();
  for (const typed of ["", "25:00", "10:75", "nghỉ", "10:4"]) expect(at(typed, morning)).toBeNull();
  expect(at("00:30", Date.UTC(2023, 8, 8, 16, 50))).toBe(Date.UTC(2023, 8, 8, 17, 30));
});

// --- messages ---------------------------------------------------------------------------------

const around: Around = {
  points,
  view,
  letterOf: (point) => (point.site === "04" ? "w" : "g"),
  waiting: null,
  unanswered: null,
};

test("a group is its points with a page to read on, each once", () => {
  const lines = points.filter((point) => point.line).length;
  expect(sitesOf("all", around)).toHaveLength(lines);
  expect(sitesOf("provinces", around)).toHaveLength(63);
  expect(sitesOf("speaker", around)).toEqual(["64"]);
  expect(sitesOf("called", around)).toEqual(["66", "04"]);
  expect(sitesOf("weak", around)).toEqual(["04"]);
  const waiting = sitesOf("waiting", around) ?? [];
  expect(waiting).not.toContain("66");
  expect(waiting).not.toContain("BTP"); // sits in the hall
  expect(sitesOf("waiting", { ...around, waiting: ["01", "01", "02"] })).toEqual(["01", "02"]);
});

test("who has not answered the roll call is not guessed", () => {
  expect(sitesOf("unanswered", around)).toBeNull();
  expect(sitesOf("unanswered", { ...around, unanswered: ["12", "95"] })).toEqual(["12", "95"]);
  expect(sitesOf("speaker", { ...around, view: { ...view, speaking: null } })).toEqual([]);
});

test("a province and its communes", () => {
  const tree = [
    { site: "52", parent: "TW", line: true },
    { site: "52-1", parent: "52", line: true },
    { site: "52-2", parent: "52", line: false },
  ] as Point[];
  expect(family(tree, "52")).toEqual(["52", "52-1"]);
  expect(family(tree, "52-1")).toEqual(["52-1"]);
});

test("the phrases have their kinds, and the last knows the time", () => {
  const found = phrases(0, Date.UTC(2023, 8, 8, 3, 45));
  expect(found.map((one) => one.kind).slice(0, 4)).toEqual(["time", "time", "mute", "message"]);
  expect(found).toHaveLength(9);
  expect(found.at(-1)?.text).toBe("Hội nghị tiếp tục lúc 10:45.");
});

test("a digit chooses, from either place on the keyboard, but never out of a text", () => {
  const press = { isComposing: false, repeat: false, ctrlKey: false, metaKey: false };
  const event = (code: string, more = {}) =>
    ({
      ...press,
      altKey: false,
      target: null,
      preventDefault: () => undefined,
      code,
      ...more,
    }) as Parameters<typeof chosenByDigit>[0];
  expect(chosenByDigit(event("Digit3"), 9)).toBe(2);
  expect(chosenByDigit(event("Numpad1"), 9)).toBe(0);
  expect(chosenByDigit(event("Digit4"), 3)).toBeNull();
  expect(chosenByDigit(event("Digit0"), 9)).toBeNull();
  expect(chosenByDigit(event("Digit1", { repeat: true }), 9)).toBeNull();
  expect(chosenByDigit(event("Digit1", { isComposing: true }), 9)).toBeNull();
  expect(chosenByDigit(event("Digit1", { altKey: true }), 9)).toBeNull();
  const typing = { closest: () => ({}) };
  expect(chosenByDigit(event("Digit1", { target: typing }), 9)).toBeNull();
});

// --- incidents and calls ----------------------------------------------------------------------

test("an incident goes forward only", () => {
  expect(further("new")).toEqual(["acknowledged", "resolved"]);
  expect(further("acknowledged")).toEqual(["in_progress", "resolved"]);
  expect(further("in_progress")).toEqual(["resolved"]);
  expect(further("resolved")).toEqual([]);
  expect(stepOf("Digit1", "new")).toBe("acknowledged");
  expect(stepOf("Numpad3", "new")).toBe("resolved");
  expect(stepOf("Digit1", "in_progress")).toBeNull();
  expect(stepOf("KeyA", "new")).toBeNull();
});

test("new incidents stand first, and a filter shows one state", () => {
  const one = (id: string, state: IncidentRow["state"]) => ({ id, state }) as IncidentRow;
  const all = [one("a", "in_progress"), one("b", "new"), one("c", "acknowledged")];
  expect(fitting(all, "all").map((row) => row.id)).toEqual(["b", "a", "c"]);
  expect(fitting(all, "acknowledged").map((row) => row.id)).toEqual(["c"]);
});

test("what to say names the point, and the last call is found where it is", () => {
  expect(scriptOf("no_sound", "Cao Bằng").join(" ")).toContain("điểm cầu Cao Bằng");
  expect(scriptOf("mute", "Gia Lai")).toHaveLength(4);
  expect(callOf(view, "04")).toBeNull();
  const call = { at: 5, outcome: "busy" as const };
  const incidents = view.incidents.map((row) => ({
    ...row,
    call: row.site === "12" ? call : null,
  }));
  expect(callOf({ ...view, incidents }, "12")).toEqual(call);
});

test("a call is about what is most pressing", () => {
  expect(reasonOf(view, "04")).toBe("called");
  expect(reasonOf(view, "12")).toBe("link_lost");
  expect(reasonOf(view, "31")).toBe("plain");
  const mute = { kind: "mute", site: "31", read: 0 } as HostView["notices"][0];
  expect(reasonOf({ ...view, notices: [mute] }, "31")).toBe("mute");
  expect(reasonOf({ ...view, notices: [{ ...mute, read: 1 }] }, "31")).toBe("plain");
  const lost = view.speaking && { ...view.speaking, cause: "line" as const };
  expect(reasonOf({ ...view, speaking: lost }, "64")).toBe("line");
});

test("news is what is new and unread", () => {
  expect(callsFor({ incidents: [], messages: [] })).toEqual([]);
  const incidents = [
    { id: "i1", state: "new" },
    { id: "i2", state: "acknowledged" },
  ];
  const messages = [
    { id: "m1", read_at: null },
    { id: "m2", read_at: 3 },
  ];
  expect(
    callsFor({ incidents, messages } as unknown as Pick<HostView, "incidents" | "messages">),
  ).toEqual(["i1", "m1"]);
});

// --- shift, notes, shares ---------------------------------------------------------------------

test("open matters: what is open, by number and first names", () => {
  const open = openJson as unknown as OpenMatters;
  const found = mattersOf(open);
  expect(found.find((one) => one.key === "incidents")?.count).toBe(open.incidents_open);
  expect(found.find((one) => one.key === "speaking")?.first).toEqual(["Gia Lai"]);
  expect(found.every((one) => one.count > 0)).toBe(true);
  const none = { ...open, speaking: null, roll_call: null, questions: [], standby: [] };
  const quiet = { incidents_open: 0, messages_unread: 0, notices_unread: 0, declines_unread: 0 };
  expect(mattersOf({ ...none, ...quiet, waiting: 0, aside_count: 0 })).toEqual([]);
});

test("a sign-in is its role and the end of its code", () => {
  expect(signIn("secretary-1a2b3c4d")).toBe("Thư ký 3c4d");
  expect(signIn("host-1")).toBe("Người điều hành 1");
  expect(signIn("x9", "organizer")).toBe("Ban tổ chức");
  expect(signIn("robot")).toBe("robot");
});

test("a change of heads is kept until the chair was told", () => {
  const sides = new Sides();
  const act = (rev: number, what: string) => ({ rev, what, at: 1, site: "31" }) as RecentAct;
  sides.notice([act(1, "HeadChanged"), act(2, "NoticeSent")]);
  sides.notice([act(3, "HeadChanged"), act(1, "HeadChanged")]);
  expect(sides.heads.map((one) => one.rev)).toEqual([3, 1]);
  sides.told(3);
  sides.notice([act(3, "HeadChanged")]);
  expect(sides.heads.map((one) => one.rev)).toEqual([1]);
});

test("a note is for whoever speaks, or spoke last", () => {
  expect(speechOf(view)).toBe(view.speaking?.entry);
  expect(speechOf({ ...view, speaking: null })).toBe(view.last_spoke?.entry);
  expect(speechOf({ speaking: null, last_spoke: null })).toBeNull();
  const speech = (entry: string, started_at: number | null) => ({ entry, started_at }) as SpeechRow;
  const all = [speech("a", 1), speech("b", 2), speech("c", null)];
  expect(spoken(all, null).map((row) => row.entry)).toEqual(["b", "a"]);
  expect(spoken(all, "c").map((row) => row.entry)).toEqual(["c", "b", "a"]);
});

test("shares are sorted, and hints are given for those with little", () => {
  const row = (name: string, spoken_ms: number, speeches: number, speaking = false) =>
    ({ site: name, name, kind: "province", spoken_ms, speeches, speaking }) as ShareView["rows"][0];
  const share: ShareView = {
    at: 0,
    median_ms: 100,
    rows: [row("Đắk Lắk", 40, 1), row("An Giang", 0, 0), row("Cà Mau", 300, 2)],
  };
  const names = (found: { rows: { name: string }[] }) => found.rows.map((one) => one.name);
  expect(names(shared(share, "name", false))).toEqual(["An Giang", "Cà Mau", "Đắk Lắk"]);
  expect(names(shared(share, "spoken", true))).toEqual(["Cà Mau", "Đắk Lắk", "An Giang"]);
  expect(shared(share, "order", false)).toMatchObject({ silent: 1, most: 300 });
  expect(shared({ at: 0, median_ms: 0, rows: [] }, "order", false).most).toBe(1);
  expect(isFarUnder(row("x", 40, 1), 100)).toBe(true);
  expect(isFarUnder(row("x", 0, 0), 100)).toBe(false);
  expect(hasNotSpoken(row("x", 10, 0, true))).toBe(false);
});
