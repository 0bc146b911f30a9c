/** The tally and the standing of each entry: never "received" unless the centre said so. */
import { expect, test } from "vitest";
import airJson from "../fixtures/site-air.json";
import calledJson from "../fixtures/site-called.json";
import preparedJson from "../fixtures/site-prepared.json";
import readyJson from "../fixtures/site-ready.json";
import waitingJson from "../fixtures/site-waiting.json";
import type { ActNow, SitePage } from "../src/generated/schema";
import type { PersonNow } from "../src/site/people";
import { ATTENDANCE_KINDS, isAbout, latest, personRow, standing } from "../src/site/rows";
import {
  personOption,
  recessLine,
  tallyHead,
  tallyHint,
  tallyWord,
  usedLine,
} from "../src/site/said";
import { type Tally, fills, openMutes, tallyOf, timeNotice } from "../src/site/tally";
import { vi } from "../src/words/vi";

const page = (json: unknown) => json as SitePage;
const act = (over: Partial<ActNow>): ActNow => ({
  id: "a",
  what: "attendance",
  target: "64.01",
  state: "waiting",
  code: "",
  made_at: 1,
  settled_at: null,
  word: "absent",
  ...over,
});
const person = (status: PersonNow["status"]) =>
  ({ id: "64.01", status, since_at: null }) as PersonNow;
const asked = {
  id: "a",
  spot: "person-64.01",
  status: "online",
  code: "",
  state: "handed",
} as const;

test("the tally follows the floor", () => {
  expect(tallyOf(page(airJson)).kind).toBe("air");
  expect(tallyOf(page(calledJson)).kind).toBe("called");
  expect(tallyOf(page(readyJson)).kind).toBe("ready");
  expect(tallyOf(page(waitingJson)).kind).toBe("waiting");
  expect(tallyOf(page(preparedJson)).kind).toBe("idle");
  expect(tallyOf({ floor: null, own: null }).kind).toBe("unknown");
});

test("a paused speech is not on air", () => {
  const air = page(airJson);
  const speaking = air.floor?.speaking;
  if (!air.floor || !speaking) throw new Error("the fixture speaks");
  const floor = { ...air.floor, speaking: { ...speaking, paused_at: 1 } };
  expect(tallyOf({ ...air, floor }).kind).toBe("airPaused");
});

test("an entry stands as the server says", () => {
  expect(standing(undefined, undefined)).toEqual({ kind: "none" });
  expect(standing(asked, act({}))).toEqual({ kind: "waiting", at: 1 });
  expect(standing(asked, act({ state: "accepted", settled_at: 5 }))).toEqual({
    kind: "accepted",
    at: 5,
  });
  expect(standing(asked, act({ state: "refused", code: "erased" }))).toEqual({
    kind: "refused",
    code: "erased",
  });
});

test("a newer entry of this page counts before an older act of the server", () => {
  const older = act({ id: "before", state: "accepted", settled_at: 5 });
  expect(standing({ ...asked, state: "saving" }, older)).toEqual({ kind: "saving" });
  expect(standing({ ...asked, state: "unsaved" }, older)).toEqual({ kind: "unsaved" });
  expect(standing({ ...asked, state: "refused", code: "bad_name" }, older)).toEqual({
    kind: "refused",
    code: "bad_name",
  });
});

test("what was unsaved but reached the server after all is what the server says", () => {
  expect(standing({ ...asked, state: "unsaved" }, act({}))).toEqual({ kind: "waiting", at: 1 });
});

test("a waiting choice is shown as chosen, also after a reload", () => {
  const row = personRow(person("in_person"), undefined, act({}));
  expect(row).toEqual({
    shown: "absent",
    standing: { kind: "waiting", at: 1 },
    received: false,
  });
});

test("a refused choice falls back to what the centre has", () => {
  const row = personRow(person("in_person"), asked, act({ state: "refused", code: "busy" }));
  expect(row.shown).toBe("in_person");
  expect(row.received).toBe(true);
});

test("a value that the centre has is a correction to change; one that waits is not", () => {
  expect(personRow(person("in_person"), undefined, undefined)).toEqual({
    shown: "in_person",
    standing: { kind: "accepted", at: null },
    received: true,
  });
  expect(personRow(person("not_called"), undefined, undefined).received).toBe(false);
});

test("of several acts the last one counts", () => {
  const acts = [
    act({ id: "1", made_at: 5 }),
    act({ id: "2", made_at: 9 }),
    act({ id: "3", made_at: 9 }),
  ];
  expect(latest(acts)?.id).toBe("3");
  expect(latest([])).toBeUndefined();
});

test("a request to speak for a person says nothing of that person's presence", () => {
  const request = act({ what: "request_floor", word: "intervention" });
  const about = { target: "64.01", what: ATTENDANCE_KINDS };
  expect(isAbout(request, about)).toBe(false);
  expect(isAbout(act({}), about)).toBe(true);
  expect(isAbout(act({ target: "64.02" }), about)).toBe(false);
  expect(isAbout(act({}), undefined)).toBe(false);
});

/** Gia Lai's speech with some of it changed. */
function speaking(over: Partial<NonNullable<Tally["speech"]>>): SitePage {
  const air = structuredClone(page(airJson));
  if (!air.floor?.speaking) throw new Error("the fixture speaks");
  Object.assign(air.floor.speaking, over);
  return air;
}
const hintOf = (of: SitePage) => tallyHint(tallyOf(of), of.floor, of.own, vi.site);
const wordOf = (of: SitePage) => tallyWord(tallyOf(of), vi.site);

test("a held turn says why it is held", () => {
  const line = speaking({ paused_at: 1, cause: "line" });
  expect(wordOf(line)).toBe("Giữ lượt – mất đường truyền");
  expect(hintOf(line)).toContain("được giữ");
  const recess = speaking({ paused_at: 1, cause: "recess" });
  expect([wordOf(recess), hintOf(recess)].join()).toContain("giải lao");
  const chair = speaking({ paused_at: 1, cause: "interjection", interjector: "Trần Lưu Quang" });
  expect(wordOf(chair)).toBe("Tạm dừng");
  expect(hintOf(chair)).toContain("Trần Lưu Quang đang trao đổi");
  expect(hintOf(speaking({ paused_at: 1, cause: "interjection" }))).toContain("Chủ trì đang hỏi");
  expect(hintOf(speaking({ paused_at: 1 }))).toContain("giữ nguyên vị trí");
  expect(hintOf(speaking({ by_phone: true }))).toContain("qua điện thoại");
});

test("the picture is told as up or as coming", () => {
  expect(tallyOf(speaking({ picture: true })).picture).toBe("up");
  expect(tallyOf(speaking({})).picture).toBe("none");
  const ready = structuredClone(page(readyJson));
  const next = ready.floor?.next[0];
  if (!next) throw new Error("the fixture has a next");
  expect(tallyOf(ready).picture).toBe("none");
  next.cued_at = 1;
  expect(tallyOf(ready).picture).toBe("coming");
  next.picture_at = 2;
  expect(tallyOf(ready).picture).toBe("up");
});

test("a restricted part shows nothing of the floor, whatever this point waits for", () => {
  const waiting = structuredClone(page(waitingJson));
  if (!waiting.floor) throw new Error("the fixture has a floor");
  waiting.floor.restricted = true;
  const tally = tallyOf(waiting);
  expect([tally.kind, tally.request, tally.speech]).toEqual(["restricted", null, null]);
  expect(tallyHead(tally, waiting.floor, waiting.own, vi.site)).toContain("phần hạn chế");
});

test("a turn that was set aside comes after all that wait, and tells what was spoken", () => {
  const aside = structuredClone(page(waitingJson));
  const request = aside.own?.requests[0];
  if (!request) throw new Error("the fixture waits");
  Object.assign(request, { state: "deferred", position: 0, used_ms: 130_000 });
  expect(tallyOf(aside).kind).toBe("aside");
  expect(usedLine(130_000, 420_000, vi.site, "vi")).toBe(
    "đã phát biểu 2 phút 10 giây, còn 4 phút 50 giây",
  );
  expect(usedLine(0, 420_000, vi.site, "vi")).toBe("");
  expect(usedLine(5_000, 0, vi.site, "vi")).toBe("");
});

test("the tally fills the screen when the room must act, and only then", () => {
  expect(
    ["air", "airPaused", "called", "ready"].every((kind) => fills(kind as Tally["kind"])),
  ).toBe(true);
  expect(["waiting", "idle", "restricted"].some((kind) => fills(kind as Tally["kind"]))).toBe(
    false,
  );
});

test("a time notice stands over the speech it was sent into, until it is read", () => {
  const air = speaking({});
  const notice = (over: object) => ({
    id: "n9",
    kind: "time" as const,
    read: false,
    text: "Còn 1 phút.",
    sent_at: air.at,
    ...over,
  });
  const tally = tallyOf(air);
  expect(timeNotice(tally, [notice({})])?.id).toBe("n9");
  expect(timeNotice(tally, [notice({ read: true })])).toBeNull();
  expect(timeNotice(tally, [notice({ kind: "message" })])).toBeNull();
  expect(timeNotice(tally, [notice({ sent_at: 0 })]), "of an earlier speech").toBeNull();
  expect(timeNotice(tallyOf(page(waitingJson)), [notice({})])).toBeNull();
  const mutes = [notice({ kind: "mute" }), notice({ kind: "mute", read: true }), notice({})];
  expect(openMutes(mutes).length).toBe(1);
});

test("a recess says when it ends, and that it should have ended", () => {
  const floor = page(airJson).floor;
  if (!floor) throw new Error("the fixture has a floor");
  expect(recessLine(floor, floor.at, vi.site)).toBe("");
  const rest = { ...floor, phase: "paused" as const, resumes_at: floor.at + 90_000 };
  expect(recessLine(rest, floor.at, vi.site)).toContain("họp lại lúc 09:43 · còn 01:30");
  expect(recessLine(rest, floor.at + 90_000, vi.site)).toContain("đã đến giờ");
  expect(recessLine({ ...rest, resumes_at: null }, floor.at, vi.site)).toBe("Hội nghị tạm nghỉ");
});

test("a person to choose is told with the post, and with absence where there is one", () => {
  const one = { ...person("in_person"), name: "Đại biểu mẫu 02", post: "Giám đốc Sở" };
  expect(personOption(one, vi)).toBe("Đại biểu mẫu 02 – Giám đốc Sở");
  expect(personOption({ ...one, status: "excused" }, vi)).toContain("– vắng có lý do");
  expect(personOption({ ...one, name: "", post: "" }, vi)).toBe(vi.site.erased);
});
