/** The page at the video mixer: what is awaited, since when, and presses that were meant for another. */
import { expect, test } from "vitest";
import pictureJson from "../fixtures/picture.json";
import { doorsOf } from "../src/door/doors";
import type { PictureRow, PictureView, SignedIn } from "../src/generated/schema";
import { awaitedMs, isLost, placeOf, upOf } from "../src/picture/rows";
import { SETTLE_MS, Settled } from "../src/picture/settled";
import { vi } from "../src/words/vi";

const view = pictureJson as PictureView;
const say = vi.picture;
const row = (over: Partial<PictureRow>): PictureRow => ({
  ...(view.next[0] as PictureRow),
  ...over,
});

test("a picture is awaited since it was asked for, or since it was lost", () => {
  expect(awaitedMs(view, view.at)).toBe(0);
  const cued = row({ cued_at: 1_000, since_at: 500 });
  expect(awaitedMs({ ...view, cue: cued }, 4_000)).toBe(3_000);
  const air = row({ entry: "e5", since_at: 2_000, cued_at: 100 });
  const lost = { ...view, cue: air, on_air: air };
  expect(isLost(lost)).toBe(true);
  expect(awaitedMs(lost, 4_000)).toBe(2_000);
  expect(awaitedMs(lost, 1_000)).toBe(0);
  expect(isLost({ ...view, cue: cued })).toBe(false);
  expect(isLost({ ...view, cue: null, on_air: null })).toBe(false);
});

test("a place in the hall and a telephone are said, a bridge picture is not", () => {
  expect(placeOf(row({ seat: false, mic: "", by_phone: false }), say)).toEqual([]);
  expect(placeOf(row({ seat: true, mic: "4", by_phone: false }), say)).toEqual([
    "trong hội trường",
    "micrô 4",
  ]);
  expect(placeOf(row({ seat: false, by_phone: true }), say)).toEqual([
    "qua điện thoại – không có hình",
  ]);
  expect(upOf(row({ by_phone: true }), say)).toBe("");
  expect(upOf(row({ by_phone: false, picture_at: null }), say)).toBe("chưa xác nhận hình");
  expect(upOf(row({ by_phone: false, picture_at: view.at }), say)).toBe("đã lên hình 09:42:17");
});

test("a press just after another point came is not taken", () => {
  const card = new Settled();
  expect(card.see("e1", 0)).toBe(true);
  expect(card.since(0), "nothing was there before").toBe(true);
  expect(card.see("e1", 50)).toBe(false);
  expect(card.see("e2", 100)).toBe(true);
  expect(card.since(100 + SETTLE_MS - 1)).toBe(false);
  expect(card.since(100 + SETTLE_MS)).toBe(true);
  card.see(null, 900);
  card.see("e3", 1_000);
  expect(card.since(1_000)).toBe(true);
  card.disturb(1_000);
  expect(card.since(1_000), "the key was another's until now").toBe(false);
});

test("a link of the operator opens this page", () => {
  const grant = { id: "g", role: "operator", session: "s", sites: [] };
  const doors = doorsOf({ grants: [grant], now: 0 } as unknown as SignedIn, "s");
  expect(doors).toEqual([{ role: "operator", href: "/picture/s", site: "" }]);
});
