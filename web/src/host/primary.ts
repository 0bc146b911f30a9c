/** One bright button per page; the acts of a row: the one at hand, and the others in its menu. */

import type { HostView, QueueRow } from "../generated/schema";
import type { EntryAct } from "../link/acts.svelte";
import { words } from "../words/language.svelte";
import { isAble, isCalled, nextAct } from "./next";

/** Which button of the page is bright, if any: it does the next sensible act. */
export function brightOf(view: HostView, isHost: boolean): "start" | "resume" | "next" | null {
  if (view.phase === "prepared") return isHost ? "start" : null;
  if (view.phase === "paused" && isHost) return "resume";
  const next = nextAct(view);
  return next && isAble(next, view.phase) ? "next" : null;
}

export interface Primary {
  type: EntryAct;
  label: string;
  testid: string;
  able: boolean;
}

export function primaryOf(row: QueueRow, mayGive: boolean): Primary {
  const say = words().host;
  if (row.state === "requested") {
    return { type: "approve_request", label: say.approve, testid: "approve", able: true };
  }
  if (row.state === "queued") {
    return { type: "call_point", label: say.call, testid: "call", able: true };
  }
  return { type: "give_floor", label: say.give, testid: "give", able: mayGive };
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
  const floor = words().floor;
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
  const aside = { type: "set_aside", label: floor.setAside, testid: "aside" } as const;
  others.push({ ...aside, hint: floor.setAsideHint, able: true });
  const decline = { type: "decline_request", label: say.decline, testid: "decline" } as const;
  others.push({ ...decline, hint: say.declineWhy, able: true });
  others.push({ type: "receive_written", label: floor.written, testid: "written", ...plain });
  return others;
}
