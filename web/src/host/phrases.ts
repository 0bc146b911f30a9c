/** Sentences that are said again and again, each with what it is about; a digit chooses one. */

import type { NoticeKind } from "../generated/schema";
import { hourMinute } from "../time/format";
import { words } from "../words/language.svelte";

export interface Phrase {
  text: string;
  kind: NoticeKind;
}

const KINDS: readonly NoticeKind[] = ["time", "time", "mute"];
const QUARTER_MS = 10 * 60_000;

/** The digit of the phrase that asks for a microphone to be switched off, less one. */
export const MUTE = 2;

/** `resumesAt`: when the meeting goes on, if that is known. */
export function phrases(now: number, resumesAt: number | null): Phrase[] {
  const say = words().sides;
  const at = hourMinute(resumesAt ?? now + QUARTER_MS);
  return [...say.phrases, say.goesOnAt(at)].map((text, place) => ({
    text,
    kind: KINDS[place] ?? "message",
  }));
}
