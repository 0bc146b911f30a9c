/** Text that is pasted from documents and chats brings characters which nobody sees. */

/** The same as `wire/text.py` refuses: zero width, soft hyphens, marks of order. */
const HIDDEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** What can be seen of it, with a space where a table had its next cell. */
export const seen = (text: string): string => text.replace(/\t/g, " ").replace(HIDDEN, "");

/** As it is sent: what can be seen of it, without the space around it. */
export const tidy = (text: string): string => seen(text).trim();

/** The same value with only what can be seen in its texts, however deep. */
export function allSeen<T>(value: T): T {
  if (typeof value === "string") return seen(value) as T;
  if (Array.isArray(value)) return value.map(allSeen) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, allSeen(one)])) as T;
}
