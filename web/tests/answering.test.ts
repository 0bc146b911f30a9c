/** The list of messages keeps still around one that is being answered. */
import { expect, test } from "vitest";
import type { MessageRow } from "../src/generated/schema";
import { listed } from "../src/host/answering";

const rows = (ids: string) =>
  [...ids].map((id) => ({ id, read_at: null }) as unknown as MessageRow);
const ids = (list: readonly MessageRow[]) => list.map((row) => row.id).join("");

test("with no answer open the list is what came", () => {
  expect(ids(listed(rows("abc"), rows("cde"), () => false))).toBe("cde");
});

test("a message that is being answered stays, and nothing changes places around it", () => {
  const isB = (at: number) => at === 1;
  expect(ids(listed(rows("abc"), rows("cade"), isB))).toBe("deabc");
  expect(ids(listed(rows("abc"), rows("de"), isB))).toBe("deb");
});

test("what is known of a message is always the newest", () => {
  const read = [{ ...rows("a")[0], read_at: 7 } as MessageRow];
  expect(listed(rows("a"), read, () => true)[0]?.read_at).toBe(7);
});
