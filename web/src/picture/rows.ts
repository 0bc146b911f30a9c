/** What is said of one point beside its name. */

import type { PictureRow, PictureView } from "../generated/schema";
import { hourMinuteSecond } from "../time/format";
import type { Words } from "../words/vi";

/** Where its picture comes from, when that is not the bridge. */
export function placeOf(row: PictureRow, say: Words["picture"]): string[] {
  return [
    row.by_phone ? say.byPhone : "",
    row.seat ? say.seat : "",
    row.mic ? say.mic(row.mic) : "",
  ].filter(Boolean);
}

/** The one on air whose picture is asked for again. */
export function isLost(view: PictureView): boolean {
  return view.cue !== null && view.cue.entry === view.on_air?.entry;
}

/** Whether the picture of a point is up, and since when; nothing for one without a picture. */
export function upOf(row: PictureRow, say: Words["picture"]): string {
  if (row.by_phone) return "";
  return row.picture_at === null ? say.notUp : say.up(hourMinuteSecond(row.picture_at));
}

/** Beyond this the hand-over asks those who conduct what is the matter, ms. */
export const LATE_MS = 15_000;

/** How long the picture is awaited at `now`, ms. */
export function awaitedMs(view: PictureView, now: number): number {
  const cue = view.cue;
  if (!cue) return 0;
  const since = isLost(view) ? cue.since_at : (cue.cued_at ?? cue.since_at);
  return Math.max(0, now - since);
}
