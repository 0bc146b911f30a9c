/** Which meeting a page works in: of the link opened here, of this tab, or of what was kept. */
import { beforeEach, expect, test, vi } from "vitest";
import type { SiteMe } from "../src/generated/schema";
import { type KnownMe, goesOn, openedAt, openedBy, openedFor } from "../src/site/session";

const me = (...sessions: string[]): SiteMe => ({
  sites: ["64"],
  via: "coordinator",
  sessions: { "64": sessions },
});

/** Opened from what was kept: the meeting of the picture, if there is one. */
const recalled = (...sessions: string[]): KnownMe => ({
  ...me(),
  sessions: sessions.length ? { "64": sessions } : {},
  recalled: true,
});

function tab(): void {
  const kept = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
}

beforeEach(tab);

test("a new tab opens the meeting whose link was opened last", () => {
  expect(openedFor(me("sang", "chieu"), "64")).toBe("chieu");
});

test("a reload stays in the meeting of its tab, whatever was opened in another one", () => {
  openedBy(me("sang"));
  expect(openedFor(me("sang", "chieu"), "64")).toBe("sang");
  tab();
  expect(openedFor(me("sang", "chieu"), "64")).toBe("chieu");
});

test("a link that is opened in the tab takes the place of what it showed", () => {
  openedBy(me("sang"));
  openedBy(me("sang", "chieu"));
  expect(openedFor(me("chieu", "sang"), "64")).toBe("chieu");
});

test("a meeting that may not be entered any more gives way to one that may", () => {
  openedBy(me("sang"));
  expect(openedFor(me("chieu"), "64")).toBe("chieu");
});

test("where nobody names a meeting the tab's own goes on, or what was kept decides", () => {
  const kept = { sites: ["64"], via: "coordinator" } as unknown as SiteMe;
  expect(openedFor(kept, "64")).toBe("");
  openedBy(me("sang"));
  expect(openedFor(kept, "64")).toBe("sang");
  expect(openedFor({ sites: ["64"], via: "agent", sessions: {} }, "65")).toBe("");
});

test("the door's button opens the meeting under which it stands", () => {
  openedBy(me("sang"));
  openedAt("64", "chieu");
  expect(openedFor(me("chieu", "sang"), "64")).toBe("chieu");
  openedAt("64", "khac");
  expect(openedFor(me("chieu", "sang"), "64"), "one that is not held is dropped").toBe("sang");
});

test("without a line the kept picture decides, and the tab is not made another's by that", () => {
  openedBy(me("sang"));
  expect(openedFor(recalled("chieu"), "64")).toBe("chieu");
  expect(openedFor(me("sang", "chieu"), "64")).toBe("sang");
});

test("a page opened from what was kept begins anew where its meeting is not held", () => {
  expect(goesOn(recalled("hom-qua"), me("hom-nay"), "64")).toBe(false);
  expect(goesOn(recalled("sang"), me("sang", "chieu"), "64")).toBe(true);
  expect(openedFor(me("sang", "chieu"), "64"), "a reload stays in it").toBe("sang");
});

test("a page opened from what was kept gives way to the meeting of its tab", () => {
  openedBy(me("sang"));
  expect(goesOn(recalled("chieu"), me("sang", "chieu"), "64")).toBe(false);
  expect(openedFor(me("sang", "chieu"), "64")).toBe("sang");
  expect(goesOn(recalled("chieu"), me("chieu"), "64"), "unless that one is over").toBe(true);
});

test("a page that knows of no meeting begins anew where there are two", () => {
  expect(goesOn(recalled(), me("sang"), "64")).toBe(true);
  expect(goesOn(recalled(), me("sang", "chieu"), "64")).toBe(false);
});

test("a point that the browser may not work for any more is left", () => {
  const other: SiteMe = { sites: ["04"], via: "coordinator", sessions: { "04": ["sang"] } };
  expect(goesOn(recalled("sang"), other, "64")).toBe(false);
});
