/** Reading what the centre sent: one act per notice, wherever on the page it is shown. */

import type { Desk } from "./desk.svelte";
import { type Standing, standing } from "./rows";

const spotOf = (notice: string) => `notice-${notice}`;

export function readNotice(desk: Desk, notice: string): void {
  void desk.act({ act: "record", body: { kind: "notice_read", notice } }, spotOf(notice));
}

export interface ReadStanding {
  standing: Standing;
  /** Still to be pressed: nothing is on its way. */
  open: boolean;
}

export function readStanding(desk: Desk, notice: string): ReadStanding {
  const spot = spotOf(notice);
  const act = desk.actOf(spot, { target: notice, what: ["notice_read"] });
  const stands = standing(desk.memory.of(spot), act);
  return { standing: stands, open: canPress(stands) };
}

/** Nothing is on its way, and nothing is done yet. */
export function canPress(stands: Standing): boolean {
  return stands.kind === "none" || stands.kind === "refused" || stands.kind === "unsaved";
}
