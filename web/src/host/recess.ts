/** "10:45", "10h45", "1045" or "10 giờ 45" as an instant of today. */

const HANOI_MS = 7 * 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Beyond this it is a slip of the finger rather than a recess. */
const LONGEST_MS = 12 * 3_600_000;

/** The next such time after now, in Hà Nội; null when it is no time, or too far away. */
export function at(typed: string, now: number): number | null {
  const found = /^\s*(\d{1,2})\s*(?:[:.h]|giờ)?\s*(\d{2})?\s*$/i.exec(typed.normalize("NFC"));
  if (!found) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)];
  if (hours > 23 || minutes > 59) return null;
  const midnight = Math.floor((now + HANOI_MS) / DAY_MS) * DAY_MS - HANOI_MS;
  const today = midnight + (hours * 60 + minutes) * MINUTE_MS;
  const next = today > now ? today : today + DAY_MS;
  return next - now <= LONGEST_MS ? next : null;
}
