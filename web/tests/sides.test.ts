/** What the sides of the console make of their views: groups, incidents, calls, shift, shares. */
import { expect, test } from "vitest";
import hostJson from "../fixtures/host.json";
import openJson from "../fixtures/open.json";
import directoryJson from "../fixtures/directory.json";
import type {
  Directory,
  HostView,
  IncidentRow,
  OpenMatters,
  RecentAct,
  ShareView,
  SpeechRow,
} from "../src/generated/schema";
import { chosenByDigit } from "../src/host/digits";
import { type Around, family, linesOf, sitesOf } from "../src/host/groups";
import { fitting, further, stepOf } from "../src/host/incidents";
import { speechOf, spoken } from "../src/host/notes";
import { mattersOf } from "../src/host/open-matters";
import { callOf, reasonOf, scriptOf } from "../src/host/phone";
import { phrases } from "../src/host/phrases";
import { hasNotSpoken, isFarUnder, shared } from "../src/host/share";
import { Sides, callsFor } from "../src/host/sides.svelte";
import { signIn } from "../src/host/sign-ins";
import { type Point, pointOf } from "../src/points/points";

const view = hostJson as unknown as HostView;
const rows = (directoryJson as unknown as Directory).sites;
const points: Point[] = rows.map((row, place) => pointOf(row, place, undefined));

// --- messages ---------------------------------------------------------------------------------

const around: Around = {
  lines: linesOf(points),
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
