/** What else the hall should know of a speech: who cut in, that it is only heard, whom it answers. */

import type { Speaking } from "../generated/schema";
import { who } from "../host/say";
import { words } from "../words/language.svelte";

export function details(speech: Speaking, honorific: string, names: boolean): string {
  const say = words().stage;
  const cutIn = names && speech.paused_at !== null && speech.interjector;
  return [
    cutIn ? say.interjects(who(speech.interjector ?? "", honorific)) : "",
    speech.by_phone ? say.byPhone : "",
    speech.answers?.length ? say.answersTo(speech.answers.join(", ")) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
