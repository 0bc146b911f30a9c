/**
 * Going to an item of the programme: at once when nobody waits and nothing is missing, else with one
 * question. A quorum that is not met is seen before the meeting goes on to a decision.
 */

import type { ItemRow, QueueFate } from "../generated/schema";
import { words } from "../words/language.svelte";
import type { Console } from "./console.svelte";
import { following, goingOn } from "./programme";

export function beginItem(desk: Console, item: ItemRow, queue?: QueueFate): void {
  if (!desk.view) return;
  const short = desk.view.quorum !== null && !desk.view.quorum.met;
  if (queue === undefined && (short || goingOn(desk.view, item).waiting > 0)) {
    desk.open = { kind: "item", item: item.id };
    return;
  }
  const command = { type: "begin_item", item: item.id, ...(queue ? { queue } : {}) } as const;
  void desk.floor(command, "programme", words().host.beginItem(item.title));
}

/** The key's act: whatever comes next. */
export function beginNext(desk: Console): void {
  const next = desk.view && following(desk.view.items);
  if (next) beginItem(desk, next);
}
