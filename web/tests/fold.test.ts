/** The same vectors as the Python fold. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fold, matches } from "../src/text/fold";

const VECTORS = JSON.parse(
  readFileSync(new URL("../../tests/wire/fold.json", import.meta.url), "utf8"),
) as { text: string; fold: string }[];

test.each(VECTORS)("$text", ({ text, fold: folded }) => {
  expect(fold(text)).toBe(folded);
});

test("there are vectors", () => {
  expect(VECTORS.length).toBeGreaterThan(10);
});

test("a query finds by words in any order, with or without marks", () => {
  const gia = fold("Điểm cầu tỉnh Gia Lai 64");
  expect(matches(gia, "gia lai")).toBe(true);
  expect(matches(gia, "LAI gia")).toBe(true);
  expect(matches(gia, "64")).toBe(true);
  expect(matches(fold("Đắk Lắk"), "dak")).toBe(true);
  expect(matches(gia, "dak")).toBe(false);
  expect(matches(gia, "  ")).toBe(true);
});
