/** What the log's figures are in words; no more than the words of a catalogue with numbers. */

import type { CountRow, PersonLine, PointHeads, Sources } from "../generated/schema";
import type { Look } from "../parts/state";
import { count, hourMinute, type Language, percent, span } from "../time/format";
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

type Moves = Pick<CountRow, "moved_in" | "moved_out">;

/** A head-count in words, and why it is not the figure that counts: "40, sau đó 1 người chuyển đi". */
export function withMoves(
  counted: string,
  row: Moves,
  language: Language,
  say: Words["log"],
): string {
  const moves = [
    ...(row.moved_in ? [say.movedIn(count(row.moved_in, language))] : []),
    ...(row.moved_out ? [say.movedOut(count(row.moved_out, language))] : []),
  ];
  return moves.length ? say.movedSince(counted, moves.join(", ")) : counted;
}

/** The two figures where two ways of counting differ; nothing where they do not. */
export function pairOf(heads: PointHeads, language: Language, say: Words["log"]): string {
  const { covering, other } = heads;
  if (covering === null || other === null) return "";
  const given = withMoves(count(covering.count, language), covering, language, say);
  return say.headsPair(given, count(other, language));
}

/** The counts after which somebody was transferred, but for the one that the pair tells of. */
export function carriedOf(heads: PointHeads, language: Language, say: Words["log"]): string[] {
  return [
    { row: heads.room, words: say.headsRoom },
    { row: heads.other === null ? heads.covering : null, words: say.headsCovering },
  ].flatMap(({ row, words }) => {
    if (row === null || !(row.moved_in || row.moved_out)) return [];
    const given = words(count(row.count, language), hourMinute(row.at), say.counted[row.means]);
    return [withMoves(given, row, language, say)];
  });
}
