/** What the hall's screen says, from the floor frame: a speech, a card, or what is to come. */

import type { FloorFrame, ItemKind } from "../generated/schema";

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
