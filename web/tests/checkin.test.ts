import { describe, expect, test } from "vitest";
import { AWAY_MS, fresh } from "../src/site/checkin/camera.svelte";
import { type Invited, judge } from "../src/site/checkin/judge";
import { waiting } from "../src/site/checkin/people.svelte";
import type { ActNow, Attendance } from "../src/generated/schema";

const person = (status: Attendance, more: Partial<Invited> = {}): Invited => ({
  id: "64.01",
  name: "Đại biểu mẫu 01",
  post: "",
  code: "HWY5M7KQV",
  struck: false,
  status,
  since_at: 5,
  ...more,
});
const READ = { code: "HWY5M7KQV", fault: "none" } as const;

describe("what a code means at this point", () => {
  test.each([
    ["not_called", "accepted"],
    ["online", "accepted"],
    ["deputised", "accepted"],
    ["excused", "accepted"],
    ["absent", "accepted"],
    ["left", "accepted"],
    ["in_person", "already"],
  ] as const)("arriving from %s is %s", (status, kind) => {
    expect(judge(READ, [person(status)], "arrive").kind).toBe(kind);
  });

  test.each([
    ["in_person", "accepted"],
    ["online", "accepted"],
    ["deputised", "accepted"],
    ["left", "already"],
    ["not_called", "refused"],
    ["absent", "refused"],
  ] as const)("leaving from %s is %s", (status, kind) => {
    expect(judge(READ, [person(status)], "leave").kind).toBe(kind);
  });

  test("a mistyped code is told from an unknown one and from another's picture", () => {
    const why = (fault: "mistyped" | "foreign" | "empty") =>
      judge({ code: "", fault }, [person("not_called")], "arrive");
    for (const fault of ["mistyped", "foreign", "empty"] as const)
      expect(why(fault)).toMatchObject({ kind: "refused", why: fault });
    const other = { code: "ZZZZZZZZ3", fault: "none" } as const;
    expect(judge(other, [person("not_called")], "arrive")).toMatchObject({ why: "unknown" });
  });

  test("whoever is no longer invited is not let in by a code", () => {
    const struck = person("not_called", { struck: true });
    expect(judge(READ, [struck], "arrive")).toMatchObject({ kind: "refused", why: "struck" });
  });
});

describe("what waits at the page's own server", () => {
  const act = (target: string, word: string, made_at: number, more = {}): ActNow => ({
    id: `${target}${made_at}`,
    what: "attendance",
    target,
    word,
    made_at,
    state: "waiting",
    code: "",
    settled_at: null,
    ...more,
  });

  test("is the newest word on each person; what was refused or accepted is not news", () => {
    const acts = [
      act("64.01", "left", 9),
      act("64.01", "in_person", 5),
      act("64.02", "in_person", 6, { state: "refused" }),
      act("64.03", "in_person", 7, { state: "accepted" }),
      act("64.04", "ready", 8, { what: "report_ready" }),
    ];
    expect([...waiting(acts, "", [])]).toEqual([["64.01", { status: "left", since_at: 9 }]]);
  });

  test("is known of everybody, of those whose acts are no longer told one by one, too", () => {
    const people = ["64.01", "64.02", "64.03", "64.04"].map((id, place) => ({ id, place }));
    const news = waiting([act("64.02", "in_person", 7)], "PP!.", people);
    expect([...news]).toEqual([
      ["64.01", { status: "in_person", since_at: null }],
      ["64.02", { status: "in_person", since_at: 7 }],
    ]);
  });
});

describe("a code held into the camera", () => {
  test("counts once until it was away", () => {
    const seen = new Map<string, number>();
    expect(fresh(["a"], seen, 0)).toEqual(["a"]);
    expect(fresh(["a"], seen, 1500)).toEqual([]);
    expect(fresh(["a", "b"], seen, 3000)).toEqual(["b"]);
    expect(fresh([], seen, 3000 + AWAY_MS)).toEqual([]);
    expect(fresh(["a"], seen, 3001 + AWAY_MS)).toEqual(["a"]);
  });
});
