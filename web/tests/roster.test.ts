import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BridgePreview, ParticipantRow, SheetRow, TroubleRow } from "../src/generated/schema";
import { BridgeFile } from "../src/roster/bridge.svelte";
import { RosterFile } from "../src/roster/roster.svelte";
import { faultsOf, moved, targetOf, tracksOf } from "../src/roster/sheet";

describe("cells as people call them", () => {
  it("is found on its sheet, whatever the sheet is called", () => {
    expect(targetOf("'Danh sách'!C14")).toEqual({ sheet: "Danh sách", row: 13, column: 2 });
    expect(targetOf("Sheet1!AA1")).toEqual({ sheet: "Sheet1", row: 0, column: 26 });
    expect(targetOf("'Tờ ''mới''!'!B2")).toEqual({ sheet: "Tờ 'mới'!", row: 1, column: 1 });
  });
  it("is nothing for a whole sheet or file", () => {
    expect(targetOf("")).toBeNull();
    expect(targetOf("'Danh sách'")).toBeNull();
  });
  it("gathers the faults of one sheet by cell", () => {
    const one = (cell: string): TroubleRow => ({
      cell,
      fault: "bad_name",
      stops: true,
      params: {},
    });
    const found = faultsOf("S", [one("S!B2"), one("S!B2"), one("T!B2"), one("S")]);
    expect([...found].map(([at, faults]) => [at, faults.length])).toEqual([["1.1", 2]]);
  });
});

describe("keys in a sheet", () => {
  const size = { rows: 1501, columns: 4, page: 20 };
  const go = (key: string, ctrlKey = false) =>
    moved({ row: 30, column: 1 }, { key, ctrlKey }, size);
  it("goes by cell, by page, and to the ends", () => {
    expect(go("ArrowDown")).toEqual({ row: 31, column: 1 });
    expect(go("ArrowLeft")).toEqual({ row: 30, column: 0 });
    expect(go("PageUp")).toEqual({ row: 10, column: 1 });
    expect(go("End")).toEqual({ row: 30, column: 3 });
    expect(go("End", true)).toEqual({ row: 1500, column: 3 });
    expect(go("Home", true)).toEqual({ row: 0, column: 0 });
    expect(go("ArrowDown", true)).toEqual({ row: 1500, column: 1 });
  });
  it("stays within the sheet, and leaves other keys alone", () => {
    expect(moved({ row: 0, column: 0 }, { key: "PageUp", ctrlKey: false }, size)).toEqual({
      row: 0,
      column: 0,
    });
    expect(go("a")).toBeNull();
  });
});

it("gives every row the same columns", () => {
  const columns = ["number", "name", "phone"].map((holds) => ({ holds }));
  const { template, least } = tracksOf({ columns } as unknown as SheetRow);
  expect(template.split(" minmax").length).toBe(4);
  expect(least).toBe(56 + 120 + 190 + 140 + 88);
});

describe.each([
  ["roster", () => new RosterFile("/api/v1/sessions/s", "organizer")],
  ["participants", () => new BridgeFile("/api/v1/sessions/s", "organizer")],
] as const)("another %s file while the first is carried out", (_, make) => {
  type Said = { status: number; body: unknown } | "broken";
  let waiting: { path: string; say(said: Said): void }[] = [];
  const settle = () => new Promise((done) => setTimeout(done, 0));
  const say = async (end: string, said: Said) => {
    const at = waiting.findIndex((one) => one.path.endsWith(end));
    waiting.splice(at, 1)[0]?.say(said);
    await settle();
  };
  const preview = (mark: string) => ({ status: 200, body: { mark, people: [], troubles: [] } });
  const conflict = { status: 409, body: { code: "conflict", status: 409 } };

  beforeEach(() => {
    waiting = [];
    vi.stubGlobal(
      "fetch",
      (path: string) =>
        new Promise<Response>((done, fail) => {
          const say = (said: Said) => {
            if (said === "broken") fail(new TypeError("the line broke"));
            else done(new Response(JSON.stringify(said.body), { status: said.status }));
          };
          waiting.push({ path, say });
        }),
    );
  });
  afterEach(() => vi.unstubAllGlobals());

  /** The first file is being carried out, and the second is being read. */
  const between = async () => {
    const page = make();
    void page.open(new File(["1"], "first"));
    await say("preview", preview("first"));
    void page.apply();
    expect([page.busy, page.applying]).toEqual([true, true]);
    page.clear();
    expect([page.busy, page.applying]).toEqual([false, false]);
    void page.open(new File(["2"], "second"));
    return page;
  };

  it.each([
    ["good news", { status: 200, body: { figures: {} } }] as const,
    ["a conflict", conflict] as const,
    ["silence", "broken"] as const,
  ])("%s about the first says nothing of the second", async (_, said) => {
    const page = await between();
    await say("apply", said);
    expect([page.applied, page.stop, page.busy]).toEqual([null, null, true]);
    await say("preview", preview("second"));
    expect(page.preview).toMatchObject({ mark: "second" });
    expect([page.applied, page.stop, page.busy, waiting.length]).toEqual([null, null, false, 0]);
  });

  it("does not end the carrying out of the second", async () => {
    const page = await between();
    await say("preview", preview("second"));
    void page.apply();
    await say("apply", conflict);
    expect([page.busy, page.applying, page.stop]).toEqual([true, true, null]);
    await say("apply", { status: 200, body: { figures: { of: "second" } } });
    expect(page.applied).toMatchObject({ figures: { of: "second" } });
    expect([page.busy, page.applying]).toEqual([false, false]);
  });
});

it("a conflict of one file is not told of the next, opened while it was read again", async () => {
  const answers: ((response: Response) => void)[] = [];
  vi.stubGlobal("fetch", () => new Promise<Response>((done) => answers.push(done)));
  const answer = async (status: number, body: unknown) => {
    answers.shift()?.(new Response(JSON.stringify(body), { status }));
    await new Promise((done) => setTimeout(done, 0));
  };
  const page = new RosterFile("/api/v1/sessions/s", "organizer");
  void page.open(new File(["1"], "first"));
  await answer(200, { mark: "first", people: [], troubles: [] });
  void page.apply();
  await answer(409, { code: "conflict", status: 409 });
  page.clear();
  await answer(200, { mark: "first again", people: [], troubles: [] });
  expect([page.stop, page.preview]).toEqual([null, null]);
  vi.unstubAllGlobals();
});

it("leaves out whoever was on the bridge only after the closing", () => {
  const page = new BridgeFile("/api/v1/sessions/s", "organizer");
  const row = { waits: false, known: false, outside: true, person: { person: "64.01" } };
  const people = [
    { ...row, cell: "A2", whose: "person" },
    { ...row, cell: "A3", whose: "unknown", person: null },
    { ...row, cell: "A4", whose: "person", outside: false },
  ] as unknown as ParticipantRow[];
  page.preview = { people } as BridgePreview;
  page.add["A3"] = "64";
  expect(page.now).toEqual({ entered: 1, added: 0, same: 0, rooms: 0, left: 2 });
});
