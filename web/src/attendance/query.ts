/** What is asked of the log: a moment, as known when, and what is long enough. */

export interface Asked {
  /** Session time, ms; null is now, or the end. */
  at: number | null;
  /** As known at that moment only: what came in later is left out. */
  knownThen: boolean;
  /** As known at this revision, for what a roll call froze. */
  known: number | null;
  sharePercent: number;
}

export const SHARE_PERCENT = 85;
export const NOW: Asked = { at: null, knownThen: false, known: null, sharePercent: SHARE_PERCENT };

/** The parameters of a read, without those that are as usual. */
export function params(
  asked: Asked,
  more: Record<string, string | number | null | undefined> = {},
  since = 0,
): string {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries(more)) {
    if (value !== null && value !== undefined && value !== "") all.set(name, String(value));
  }
  if (asked.at !== null) all.set("at", String(asked.at));
  if (asked.known !== null) all.set("known", String(asked.known));
  else if (asked.knownThen && asked.at !== null) all.set("known_at", String(asked.at));
  if (asked.sharePercent !== SHARE_PERCENT) all.set("share", String(asked.sharePercent));
  if (since) all.set("since", String(since));
  const text = all.toString();
  return text ? `?${text}` : "";
}

const HANOI_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/** "09:42" on the day of `day` (Hà Nội) as session time; null when it is no time of day. */
export function timeOfDay(text: string, day: number): number | null {
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text.trim());
  if (!found) return null;
  const [hour, minute, second] = [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const midnight = Math.floor((day + HANOI_MS) / DAY_MS) * DAY_MS - HANOI_MS;
  return midnight + ((hour * 60 + minute) * 60 + second) * 1000;
}
