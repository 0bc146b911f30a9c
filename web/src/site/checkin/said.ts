/** The word of a result. */

import type { Words } from "../../words/vi";
import type { Result } from "./scanner.svelte";

export function resultWord(result: Result, say: Words["checkin"]): string {
  if (result.kind === "accepted") return say.accepted[result.mode];
  if (result.kind === "already") return say.already[result.mode];
  return say.refused[result.why ?? "refused"];
}
