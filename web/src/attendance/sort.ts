/** The table's order: the organizers', unless a column was chosen. */

import type { SiteRow } from "../generated/schema";

export type Column =
  | "site"
  | "head"
  | "invited"
  | "present"
  | "deputised"
  | "absent"
  | "not_called"
  | "head_count"
  | "lost"
  | "speeches";

export interface Order {
  by: Column;
  /** 1 from small to large, -1 the other way. */
  way: 1 | -1;
}

const collator = new Intl.Collator("vi");
const NUMBER: Record<Exclude<Column, "site" | "head">, (row: SiteRow) => number> = {
  invited: (row) => row.counts.invited,
  present: (row) => row.present,
  deputised: (row) => row.counts.deputised,
  absent: (row) => row.counts.excused + row.counts.absent,
  not_called: (row) => row.counts.not_called,
  head_count: (row) => row.head_count ?? -1,
  lost: (row) => row.lost_ms,
  speeches: (row) => row.speeches,
};

export function sorted(rows: readonly SiteRow[], order: Order | null): SiteRow[] {
  if (!order) return [...rows];
  const { by, way } = order;
  return [...rows].sort((a, b) => {
    if (by === "site") return way * collator.compare(a.name, b.name);
    if (by === "head") return way * collator.compare(a.head, b.head);
    return way * (NUMBER[by](a) - NUMBER[by](b));
  });
}

/** The first press sorts as the column is mostly read, the second turns it, the third lets go. */
export function pressed(order: Order | null, by: Column): Order | null {
  const first: Order["way"] = by === "site" || by === "head" ? 1 : -1;
  if (order?.by !== by) return { by, way: first };
  return order.way === first ? { by, way: first === 1 ? -1 : 1 } : null;
}
