/** What the hall's screen says, from the floor frame: a speech, a card, or what is to come. */

import type { FloorFrame, ItemKind } from "../generated/schema";
import { hourMinute } from "../time/format";
import { words } from "../words/language.svelte";

export type Scene = "speech" | "card" | "waiting" | "paused" | "closed";

/** Items without a speech: a card with their title, and no clock. */
const CARDS: ReadonlySet<ItemKind> = new Set<ItemKind>([
  "break",
  "card",
  "salute",
  "silence",
  "film",
  "award",
]);

export function sceneOf(frame: FloorFrame): Scene {
  if (frame.phase === "closed") return "closed";
  if (frame.speaking) return "speech";
  if (frame.phase === "paused") return "paused";
  if (frame.item && CARDS.has(frame.item.kind)) return "card";
  return "waiting";
}

/** "Hội nghị tạm dừng · tiếp tục lúc 10:15": the end of a recess where one was said. */
export function pausedUntil(frame: FloorFrame): string {
  const say = words().stage;
  const until = frame.resumes_at ? say.resumes(hourMinute(frame.resumes_at)) : "";
  return [say.pausedSession, until].filter(Boolean).join(" · ");
}

/** A directive speech never shows a countdown. */
export function showsClock(frame: FloorFrame): boolean {
  const speech = frame.speaking;
  return speech !== null && speech.kind !== "directive" && speech.limit_ms > 0;
}

/** Long names are set smaller, never cut: 0 the largest. */
export function sizeOf(name: string): 0 | 1 | 2 {
  if (name.length <= 11) return 0;
  return name.length <= 22 ? 1 : 2;
}
