/** The acts of a row: the one that is always at hand, and the others behind its menu. */

import type { QueueRow } from "../generated/schema";
import type { EntryAct } from "../link/acts.svelte";
import { words } from "../words/language.svelte";
import { isCalled } from "./next";

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

export interface Other {
  type: EntryAct;
  label: string;
  hint: string;
  testid: string;
  able: boolean;
}

/** What else may be done with a row; the act that is at hand already is not repeated. */
export function menuOf(row: QueueRow, mayGive: boolean): Other[] {
  const say = words().host;
  const plain = { hint: "", able: true };
  const others: Other[] = [];
  if (row.state === "requested") {
    others.push({ type: "call_point", label: say.call, testid: "call", ...plain });
  }
  if (isCalled(row)) {
    others.push({ type: "revoke_call", label: say.wrong, testid: "revoke", ...plain });
  } else {
    const give = { type: "give_floor", label: say.give, testid: "give" } as const;
    others.push({ ...give, hint: say.giveUnready, able: mayGive });
  }
  others.push({ type: "defer_request", label: say.defer, testid: "defer", ...plain });
  const decline = { type: "decline_request", label: say.decline, testid: "decline" } as const;
  others.push({ ...decline, hint: say.declineWhy, able: true });
  return others;
}
