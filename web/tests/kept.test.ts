/** What a browser kept is offered to whoever opens a link without a line: by name, while it is new. */
import { expect, test } from "vitest";
import type { FloorFrame, OwnFrame, Phase } from "../src/generated/schema";
import { type Kept, isOther, offered } from "../src/site/offline/kept";
import type { KeptView } from "../src/site/offline/rows";

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;

const picture = (site: string, ageMs = 0, phase: Phase = "live"): KeptView => ({
  site,
  session: "sang",
  at: NOW - ageMs,
  floor: { title: "Họp sáng", phase } as FloorFrame,
  own: { site_name: `Điểm ${site}` } as OwnFrame,
});

const keeps = (...pictures: KeptView[]): Kept => ({
  me: { sites: ["04", "64"], via: "coordinator", sessions: {}, recalled: true },
  pictures,
  now: NOW,
});

test("what was kept is offered by the names of the meeting and of the point", () => {
  const [offer] = offered(keeps(picture("64", HOUR)), null);
  expect(offer).toMatchObject({ site: "64", meeting: "Họp sáng", point: "Điểm 64" });
  expect(offer?.me.sites, "the page opens at this point").toEqual(["64"]);
});

test("a picture of another day is not offered, whichever way the clock is wrong", () => {
  expect(offered(keeps(picture("64", 13 * HOUR)), null)).toEqual([]);
  expect(offered(keeps(picture("64", -13 * HOUR)), null)).toEqual([]);
  expect(offered(keeps(picture("64", 11 * HOUR)), null)).toHaveLength(1);
});

test("a meeting that was over is not offered, nor one of which nothing is known", () => {
  expect(offered(keeps(picture("64", HOUR, "closed")), null)).toEqual([]);
  expect(offered(keeps({ ...picture("64"), floor: null }), null)).toEqual([]);
});

test("who asks for one point is offered that one only", () => {
  const both = keeps(picture("04"), picture("64"));
  expect(offered(both, null).map((one) => one.site)).toEqual(["04", "64"]);
  expect(offered(both, "64").map((one) => one.site)).toEqual(["64"]);
  expect(offered(both, "79")).toEqual([]);
});

test("a button of the door that names another meeting does not open the kept one unasked", () => {
  expect(isOther(keeps(picture("64")), "64", "chieu")).toBe(true);
  expect(isOther(keeps(picture("64")), "64", "sang")).toBe(false);
  expect(isOther(keeps(picture("64")), "64", null)).toBe(false);
  expect(isOther(keeps(), "64", "chieu")).toBe(false);
});
