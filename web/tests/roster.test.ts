import { describe, expect, it } from "vitest";
import type { SheetRow, TroubleRow } from "../src/generated/schema";
import { faultsOf, moved, targetOf, tracksOf } from "../src/roster/sheet";

describe("cells as people call them", () => {
  it("is found on its sheet, whatever the sheet is called", () => {
    expect(targetOf("'Danh sách'!C14")).toEqual({ sheet: "Danh sách", row: 13, column: 2 });
    expect(targetOf("Sheet1!AA1")).toEqual({ sheet: "Sheet1", row: 0, column: 26 });
    expect(targetOf("'Tờ ''mới''!'!B2")).toEqual({ sheet: "Tờ 'mới'!", row: 1, column: 1 });
  });
  it("is nothing for a whole sheet or file", () => {
    expect(targetOf("")).toBeNull();
    expect(targetOf("'Danh sách'")).toBeNull();
  });
  it("gathers the faults of one sheet by cell", () => {
    const one = (cell: string): TroubleRow => ({
      cell,
      fault: "bad_name",
      stops: true,
      params: {},
    });
    const found = faultsOf("S", [one("S!B2"), one("S!B2"), one("T!B2"), one("S")]);
    expect([...found].map(([at, faults]) => [at, faults.length])).toEqual([["1.1", 2]]);
  });
});

describe("keys in a sheet", () => {
  const size = { rows: 1501, columns: 4, page: 20 };
  const go = (key: string, ctrlKey = false) =>
    moved({ row: 30, column: 1 }, { key, ctrlKey }, size);
  it("goes by cell, by page, and to the ends", () => {
    expect(go("ArrowDown")).toEqual({ row: 31, column: 1 });
    expect(go("ArrowLeft")).toEqual({ row: 30, column: 0 });
    expect(go("PageUp")).toEqual({ row: 10, column: 1 });
    expect(go("End")).toEqual({ row: 30, column: 3 });
    expect(go("End", true)).toEqual({ row: 1500, column: 3 });
    expect(go("Home", true)).toEqual({ row: 0, column: 0 });
    expect(go("ArrowDown", true)).toEqual({ row: 1500, column: 1 });
  });
  it("stays within the sheet, and leaves other keys alone", () => {
    expect(moved({ row: 0, column: 0 }, { key: "PageUp", ctrlKey: false }, size)).toEqual({
      row: 0,
      column: 0,
    });
    expect(go("a")).toBeNull();
  });
});

it("gives every row the same columns", () => {
  const columns = ["number", "name", "phone"].map((holds) => ({ holds }));
  const { template, least } = tracksOf({ columns } as unknown as SheetRow);
  expect(template.split(" minmax").length).toBe(4);
  expect(least).toBe(56 + 120 + 190 + 140 + 88);
});
