/** What several screens say of the same thing. */

import type { ItemNow, OrderRow } from "../generated/schema";

/** The item, or the session's title where there is none. */
export function shortly(view: { title: string; item: ItemNow | null }): string {
  return view.item?.title ?? view.title;
}

/** Called to prepare, whether or not it has said that it is ready. */
export function onStandby(row: Pick<OrderRow, "state">): boolean {
  return row.state === "called" || row.state === "ready";
}

/** How many fit into two columns of a hall's screen. */
export const ROWS_SEEN = 28;
