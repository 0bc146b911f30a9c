/** Names and states meet by their place, and only where the tags of the page agree. */
import { describe, expect, test } from "vitest";
import rosterJson from "../fixtures/roster-64.json";
import airJson from "../fixtures/site-air.json";
import type { RosterNow, RosterPage, SitePage } from "../src/generated/schema";
import {
  type Delegate,
  arranged,
  delegates,
  enteredOf,
  isListed,
  letterOf,
  presentCount,
  standingOf,
} from "../src/site/people";

const fixture = new Map((rosterJson as RosterPage[]).map((page) => [page.page, page]));
const own = (airJson as unknown as SitePage).own;
if (!own) throw new Error("the fixture has a frame of its own");
const now = own.roster;

function pages(count: number, size = 25): Map<number, RosterPage> {
  const found = new Map<number, RosterPage>();
  for (let page = 0; page * size < count; page++) {
    const people = Array.from({ length: Math.min(size, count - page * size) }, (_, at) => ({
      id: `64.p${page * size + at}`,
      name: `Đại biểu mẫu ${page * size + at}`,
      post: "Chuyên viên",
      code: "",
      added: false,
      struck: false,
    }));
    found.set(page, { site: "64", page, tag: `t${page}`, people });
  }
  return found;
}

const roster = (states: string, over: Partial<RosterNow> = {}): RosterNow => ({
  pages: ["t0", "t1"],
  states,
  since_from: 1_694_133_960_000,
  since: "zzz".repeat(states.length),
  head: "64.p0",
  ...over,
});

/** The quickest of five: the machine does other things, too. */
function best(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return Math.min(...times);
}

describe("a person's state", () => {
  test("is that of the coordinator's own fixture", () => {
    const people = delegates(fixture).map((one) => standingOf(one, now, fixture, null));
    expect(people).toHaveLength(now.states.length);
    expect(people.every((one) => one.known)).toBe(true);
    expect(people.find((one) => one.head)?.id).toBe(now.head);
    expect(people.filter((one) => one.since_at !== null).length).toBeGreaterThan(0);
  });

  test("is told by the letter, a small one for a correction, to the minute", () => {
    const found = pages(3);
    const people = delegates(found).map((one) =>
      standingOf(one, roster("PdN", { since: "00100lzzz" }), found, null),
    );
    expect(people.map((one) => one.status)).toEqual(["in_person", "deputised", "not_called"]);
    expect(people.map((one) => one.corrected)).toEqual([false, true, false]);
    expect(people.map((one) => one.since_at)).toEqual([1_694_134_020_000, 1_694_135_220_000, null]);
  });

  test("is not known while the page of the name is another than that of the state", () => {
    const found = pages(30);
    const changed = roster("P".repeat(30), { pages: ["t0", "newer"] });
    const people = delegates(found).map((one) => standingOf(one, changed, found, null));
    expect(people.slice(0, 25).every((one) => one.known && one.status === "in_person")).toBe(true);
    expect(people.slice(25).every((one) => !one.known && one.status === "not_called")).toBe(true);
  });

  test("a page that has not come leaves the places of the others", () => {
    const found = pages(60);
    found.delete(1);
    expect(delegates(found).map((one) => one.place)).toEqual([
      ...Array(25).keys(),
      ...Array.from({ length: 10 }, (_, at) => 50 + at),
    ]);
  });
});

test("what was entered here counts before what the centre has", () => {
  const entered = ".A!P";
  expect([...entered].map((_, place) => enteredOf(entered, place))).toEqual([
    null,
    "absent",
    "refused",
    "in_person",
  ]);
  expect(enteredOf("", 3)).toBe(null);
  expect(presentCount(roster("PPPN"), entered)).toBe(3);
  expect(presentCount(roster("PODEALN"), "")).toBe(3);
  expect(letterOf("left")).toBe("L");
});

test("whoever is no longer invited is listed only with a state", () => {
  const [one] = delegates(pages(1));
  if (!one) throw new Error("one was made");
  const struck: Delegate = { ...one, struck: true };
  expect(isListed(one, roster("N"), "")).toBe(true);
  expect(isListed(struck, roster("N"), "")).toBe(false);
  expect(isListed(struck, roster("P"), "")).toBe(true);
  expect(isListed(struck, roster("N"), "P")).toBe(true);
});

describe("the list", () => {
  const names = ["Nguyễn Văn Ân", "Trần Thị Đào", "Lê Bình", "Hoà An"];
  const people = delegates(
    new Map([
      [
        0,
        {
          site: "64",
          page: 0,
          tag: "t",
          people: names.map((name, at) => ({
            id: `64.p${at}`,
            name,
            post: at ? "Giám đốc Sở" : "Chủ tịch",
            code: at === 3 ? "7KQ2M9XTA" : "",
            added: false,
            struck: false,
          })),
        },
      ],
    ]),
  );

  test("is found without diacritics, by post and by code", () => {
    const found = (query: string) => arranged(people, query, false).map((one) => one.name);
    expect(found("dao")).toEqual(["Trần Thị Đào"]);
    expect(found("an nguyen")).toEqual(["Nguyễn Văn Ân"]);
    expect(found("hòa")).toEqual(["Hoà An"]);
    expect(found("chu tich")).toEqual(["Nguyễn Văn Ân"]);
    expect(found("7kq2")).toEqual(["Hoà An"]);
    expect(found("  ")).toEqual(names);
  });

  test("is sorted by given name, as Vietnamese lists are", () => {
    expect(arranged(people, "", true).map((one) => one.name)).toEqual([
      "Hoà An",
      "Nguyễn Văn Ân",
      "Lê Bình",
      "Trần Thị Đào",
    ]);
  });

  test("of two thousand is made, searched and sorted in a blink", () => {
    const many = pages(2_000);
    const all = delegates(many);
    expect(best(() => delegates(many))).toBeLessThan(300);
    expect(best(() => arranged(all, "mau 1999", true))).toBeLessThan(50);
    expect(best(() => arranged(all, "", true))).toBeLessThan(200);
  });
});
