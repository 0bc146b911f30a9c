/** Whom the technician added: shown until the roster has them, and sent as they can be read. */
import { describe, expect, test } from "vitest";
import { type Added, addedOf, unlisted } from "../src/site/added.svelte";
import type { Entry } from "../src/site/offline/rows";
import { allSeen, tidy } from "../src/text/seen";

const entry = (more: Partial<Entry>): Entry => ({
  ...{ n: 1, id: "a1", session: "s", site: "64", incarnation: "b", seq: 1 },
  ...{ device_at: 1000, offset_ms: 5, what: "attendee", target: "64.x", word: "online" },
  body: { kind: "attendee", person: "64.x", name: "Đại biểu mẫu 50", status: "online" },
  ...{ state: "waiting", code: "", settled_at: null, rev: null, redacted: false },
  ...more,
});
const one = (more: Partial<Added>): Added => ({
  ...{ id: "a1", person: "64.x", name: "Đại biểu mẫu 50", post: "", status: "online" as const },
  ...{ state: "waiting", code: "", made_at: 1, settled_at: null },
  ...more,
});
const nobody = () => false;
const states = (found: readonly Added[]) => found.map(({ person, state }) => [person, state]);

describe("of the entries of this browser", () => {
  test("those of the session that added somebody are told with the name", () => {
    const found = addedOf([entry({}), entry({ session: "other" })], "s");
    expect(found).toEqual([one({ made_at: 1005 })]);
  });

  test("an erased person and whatever else was entered are not", () => {
    const arrival = { kind: "attendance", person: "64.01", status: "in_person" } as const;
    const all = [entry({ redacted: true }), entry({ body: null }), entry({ body: arrival })];
    expect(addedOf(all, "s")).toEqual([]);
  });
});

describe("below the roster", () => {
  test("is who waits or was refused, until the roster has that person", () => {
    const all = [one({}), one({ person: "64.y", state: "refused", code: "site_full" })];
    expect(states(unlisted(all, nobody, 9))).toEqual([
      ["64.x", "waiting"],
      ["64.y", "refused"],
    ]);
    expect(states(unlisted(all, (id) => id === "64.x", 9))).toEqual([["64.y", "refused"]]);
  });

  test("is who was taken a moment ago, and no more when the roster is without them", () => {
    const taken = [one({ state: "accepted", settled_at: 1000 })];
    expect(unlisted(taken, nobody, 3000)).toHaveLength(1);
    expect(unlisted(taken, nobody, 60_000)).toEqual([]);
  });

  test("is everybody once, however often the entry was tried", () => {
    const again = one({ id: "a2", state: "refused", code: "already_exists" });
    expect(states(unlisted([one({}), again], nobody, 9))).toEqual([["64.x", "waiting"]]);
    expect(states(unlisted([again, one({ id: "a3" })], nobody, 9))).toEqual([["64.x", "waiting"]]);
  });
});

test("characters that nobody can see are not sent", () => {
  expect(tidy(" \u200bNguyễn\u00ad Văn\u2060\tAn\ufeff ")).toBe("Nguyễn Văn An");
  expect(tidy("\u200b")).toBe("");
  const sent = { act: "record", body: { name: "A\u200bn", count: 3, post: null, of: ["\ufeffb"] } };
  expect(allSeen(sent)).toEqual({
    act: "record",
    body: { name: "An", count: 3, post: null, of: ["b"] },
  });
});
