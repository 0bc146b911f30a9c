import { describe, expect, it } from "vitest";
import type { ReportJob } from "../src/generated/schema";
import { kindOf, mayName, mayTake, sizeOf } from "../src/reports/orders.svelte";
import { EMPTY, linesOf, paperOf } from "../src/reports/paper";
import { mayRead } from "../src/reports/readings";

describe("who may take names away", () => {
  it("is whoever organizes, and the secretary for the minutes", () => {
    expect(mayName("organizer", "xlsx")).toBe(true);
    expect(mayName("secretary", "minutes")).toBe(true);
    expect(mayName("secretary", "xlsx")).toBe(false);
    expect(mayName("host", "minutes")).toBe(false);
  });

  it("is offered on the page only to those whom the coordinator lets", () => {
    const all = { files: true, invitations: true, standing: true, handouts: true };
    expect(mayRead("organizer")).toEqual({ ...all, minutes: true, rosters: true });
    const none = { files: false, invitations: false, standing: false, handouts: false };
    expect(mayRead("secretary")).toEqual({ ...none, minutes: true, rosters: true });
    for (const role of ["host", "stage", "operator", "admin", "site"] as const) {
      expect(mayRead(role)).toEqual({ ...none, minutes: false, rosters: false });
    }
  });
});

describe("what was made", () => {
  it("is for whoever may order it", () => {
    const named = { format: "xlsx", document: "attendance", names: true } as ReportJob;
    expect(mayTake("organizer", named)).toBe(true);
    expect(mayTake("host", named)).toBe(false);
    expect(mayTake("host", { ...named, names: false, phones: false })).toBe(true);
    const minutes = { ...named, format: "pdf", document: "minutes" } as ReportJob;
    expect(mayTake("secretary", minutes)).toBe(true);
    expect(mayTake("secretary", { ...minutes, phones: true })).toBe(false);
  });
});

describe("a report in words", () => {
  it("is named by its document when it is a paper", () => {
    expect(kindOf({ format: "pdf", document: "minutes" })).toBe("minutes");
    expect(kindOf({ format: "pdf", document: "attendance" })).toBe("attendance");
    expect(kindOf({ format: "xlsx", document: "attendance" })).toBe("xlsx");
  });

  it("has a size in the units of files", () => {
    expect(sizeOf(357_000, "vi")).toBe("357 kB");
    expect(sizeOf(2_492_964, "vi")).toBe("2,5 MB");
    expect(sizeOf(26_756_300, "en")).toBe("27 MB");
  });
});

describe("what is typed for a paper", () => {
  it("becomes lines, and nothing for what is empty", () => {
    expect(linesOf(" Như trên \n\n- Lưu VT ")).toEqual(["Như trên", "- Lưu VT"]);
    expect(paperOf(EMPTY)).toEqual({
      upper: [],
      issuer: [],
      sign: "",
      place: "",
      recipients: [],
      secretary: "",
      delegates: false,
    });
  });
});
