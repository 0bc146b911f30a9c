/** What the log's figures are in words; no more than the words of a catalogue with numbers. */

import type { PersonLine, Sources } from "../generated/schema";
import type { Look } from "../parts/state";
import { type Language, percent, span } from "../time/format";
import type { Words } from "../words/vi";

export const POINT_LOOK: Record<Sources["state"], Look> = {
  in: "ok",
  doubtful: "weak",
  out: "lost",
  unknown: "unknown",
  never: "none",
  seat: "plain",
};

/** "trong cầu truyền hình, máy trạm im lặng 40 giây" */
export function because(
  sources: Sources,
  now: number,
  language: Language,
  say: Words["log"]["because"],
): string {
  const since = sources.since_at === null ? 0 : Math.max(0, now - sources.since_at);
  return say[sources.why](span(since, language));
}

/** How much of the meeting somebody was there: "92,4% · 1 giờ 33 phút"; nothing before it began. */
export function shareOf(
  line: Pick<PersonLine, "present_ms">,
  length: number,
  language: Language,
): { percent: string; length: string } | null {
  if (!length) return null;
  // Cut, not rounded: 84,96% must not read as 85%.
  const share = Math.floor((line.present_ms / length) * 1000) / 1000;
  return { percent: percent(share, language), length: span(line.present_ms, language) };
}

/** The marks that are worth a word beside a person, in this order. */
const TOLD = ["late", "early", "short", "corrected", "added", "struck"];

export function marksOf(line: Pick<PersonLine, "marks">, say: Words["log"]["mark"]): string[] {
  return TOLD.filter((mark) => line.marks.includes(mark)).map((mark) => say[mark] ?? mark);
}
