import { describe, expect, test } from "vitest";
import type { Invitations } from "../src/generated/schema";
import { cardsOf, letterTime, sheetsOf, withoutCode } from "../src/invitations/sheets";

const card = (person: string) => ({ person, name: "", post: "", code: "", qr: "" });
const point = (site: string, n: number, without = 0) => ({
  site,
  name: site,
  title: "",
  cards: Array.from({ length: n }, (_, at) => card(`${site}.${at}`)),
  without_code: without,
});
const all: Invitations = {
  session: "s",
  title: "t",
  starts_at: 0,
  honorific: "none",
  qr_side: 29,
  sites: [point("64", 5, 2), point("04", 0, 1), point("TW", 4)],
};

describe("invitations on paper", () => {
  test("a point begins a new sheet, and nobody is left out", () => {
    const sheets = sheetsOf(all, 4);
    expect(sheets.map((sheet) => sheet.length)).toEqual([4, 1, 4]);
    expect(sheets[1]?.[0]?.site.site).toBe("64");
    expect(sheetsOf(all, 1)).toHaveLength(9);
    expect([cardsOf(all), withoutCode(all)]).toEqual([9, 3]);
  });

  test("the time is written as a letter writes it", () => {
    const at = Date.UTC(2023, 8, 8, 1, 30);
    expect(letterTime(at, "vi")).toBe("08 giờ 30 phút, ngày 08 tháng 9 năm 2023");
    expect(letterTime(at, "en")).toBe("08:30, 8 September 2023");
    expect(letterTime(Date.UTC(2026, 0, 31, 18, 0), "vi")).toBe(
      "01 giờ 00 phút, ngày 01 tháng 02 năm 2026",
    );
  });
});
