/** The tally and the standing of each entry: never "received" unless the centre said so. */
import { expect, test } from "vitest";
import airJson from "../fixtures/site-air.json";
import calledJson from "../fixtures/site-called.json";
import preparedJson from "../fixtures/site-prepared.json";
import readyJson from "../fixtures/site-ready.json";
import waitingJson from "../fixtures/site-waiting.json";
import type { ActNow, PersonNow, SitePage } from "../src/generated/schema";
import { latest, personRow, standing } from "../src/site/rows";
import { tallyOf } from "../src/site/tally";

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
