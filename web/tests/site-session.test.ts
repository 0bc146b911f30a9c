/** Which meeting a page works in: of the link opened here, of this tab, or of what was kept. */
import { beforeEach, expect, test, vi } from "vitest";
import type { SiteMe } from "../src/generated/schema";
import { openedBy, openedFor } from "../src/site/session";

const me = (...sessions: string[]): SiteMe => ({
  sites: ["64"],
  via: "coordinator",
  sessions: { "64": sessions },
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
