/** The messages as they are listed while one of them is being answered. */

import type { MessageRow } from "../generated/schema";

/**
 * A message that is being answered stays, and nothing changes places around it: a field that is
 * taken off the page or moved in it loses the keyboard, and what is typed on are acts.
 */
export function listed(
  before: readonly MessageRow[],
  now: readonly MessageRow[],
  isAnswered: (at: number) => boolean,
): readonly MessageRow[] {
  const open = new Set(before.filter((_, at) => isAnswered(at)).map((row) => row.id));
  if (!open.size) return now;
  const known = new Set(before.map((row) => row.id));
  const fresh = new Map(now.map((row) => [row.id, row]));
  const stay = before.filter((row) => fresh.has(row.id) || open.has(row.id));
  const news = now.filter((row) => !known.has(row.id));
  return [...news, ...stay.map((row) => fresh.get(row.id) ?? row)];
}
