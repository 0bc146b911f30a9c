/** The one act of a row that is always at hand: approve, call to standby, or give the floor. */

import type { QueueRow } from "../generated/schema";
import type { EntryAct } from "../link/acts.svelte";
import { words } from "../words/language.svelte";

export interface Primary {
  type: EntryAct;
  label: string;
  testid: string;
  able: boolean;
  /** Seen without pointing at the row. */
  always: boolean;
}

/** `first`: the row is the next to be called. */
export function primaryOf(row: QueueRow, first: boolean, mayGive: boolean): Primary {
  const say = words().host;
  if (row.state === "requested") {
    const act = { type: "approve_request", label: say.approve, testid: "approve" } as const;
    return { ...act, able: true, always: true };
  }
  if (row.state === "queued") {
    return { type: "call_point", label: say.call, testid: "call", able: true, always: first };
  }
  return { type: "give_floor", label: say.give, testid: "give", able: mayGive, always: true };
}
