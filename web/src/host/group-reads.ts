/** What a view shows only in part of the groups that a message may go to: asked for once, in full. */

import type { FloorAnswer, HostView, SiteNow } from "../generated/schema";
import { read } from "../link/api";
import type { Console } from "./console.svelte";

type Asked = Pick<Console, "base" | "role">;

/** All who wait, where the list is longer than the view's; else, or while unknown, null. */
export async function waitingOf(desk: Asked, view: HostView | null): Promise<string[] | null> {
  if (!view || view.waiting <= view.queue.length) return null;
  try {
    const { queue = [] } = await read<FloorAnswer>(`${desk.base}/floor`, { as: desk.role });
    return queue
      .filter((row) => row.state !== "called" && row.state !== "ready")
      .map((row) => row.site);
  } catch {
    return null; // the beginning of the list is a group, too
  }
}

/** The points that have not answered the roll call; null when nobody knows: not to be chosen. */
export async function unansweredOf(desk: Asked): Promise<string[] | null> {
  try {
    const rows = await read<SiteNow[]>(`${desk.base}/sites?unanswered=roll_call`, {
      as: desk.role,
    });
    return rows.map((row) => row.site);
  } catch {
    return null;
  }
}
