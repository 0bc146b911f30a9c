/** Which speech a note is for. */

import type { HostView, NoteKind, SpeechRow } from "../generated/schema";

export const NOTE_KINDS: readonly NoteKind[] = ["note", "petition", "task"];

/** The speech that runs, or else the one that ran last. */
export function speechOf(view: Pick<HostView, "speaking" | "last_spoke">): string | null {
  return view.speaking?.entry ?? view.last_spoke?.entry ?? null;
}

/** Those who have spoken, the last first; and the one that is noted, whatever became of it. */
export function spoken(rows: readonly SpeechRow[], entry: string | null): SpeechRow[] {
  return rows.filter((row) => row.started_at !== null || row.entry === entry).reverse();
}
