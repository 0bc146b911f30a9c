/** What is typed for a paper, as the coordinator takes it: lines, and nothing for what is empty. */

import type { PaperChoices } from "../generated/schema";

export interface Typed {
  upper: string;
  issuer: string;
  sign: string;
  place: string;
  recipients: string;
  secretary: string;
  delegates: boolean;
}

export const EMPTY: Typed = {
  upper: "",
  issuer: "",
  sign: "",
  place: "",
  recipients: "",
  secretary: "",
  delegates: false,
};

export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export function paperOf(typed: Typed): PaperChoices {
  return {
    upper: linesOf(typed.upper),
    issuer: linesOf(typed.issuer),
    sign: typed.sign.trim(),
    place: typed.place.trim(),
    recipients: linesOf(typed.recipients),
    secretary: typed.secretary.trim(),
    delegates: typed.delegates,
  };
}
