/** Where bars stand: heard, lost and not known, between the first word and now. */

import type { AttendanceView, IntervalRow, SiteRow } from "../generated/schema";

export interface Bar {
  kind: "heard" | "lost" | "unknown";
  /** Shares of the whole, 0 to 100. */
  left: number;
  width: number;
  since: number;
  until: number;
}

type Span = Pick<AttendanceView, "from_at" | "until_at">;

function bar(kind: Bar["kind"], since: number, until: number, span: Span): Bar | null {
  const whole = Math.max(1, span.until_at - span.from_at);
  const from = Math.max(since, span.from_at);
  const to = Math.min(until, span.until_at);
  if (to <= from) return null;
  return {
    kind,
    left: ((from - span.from_at) / whole) * 100,
    width: ((to - from) / whole) * 100,
    since: from,
    until: to,
  };
}

/** A site's bars; gaps between what was heard are losses, the time of an outage is not known. */
export function barsOf(row: SiteRow, span: Span, outages: readonly IntervalRow[]): Bar[] {
  const found: (Bar | null)[] = [];
  row.intervals.forEach((interval, at) => {
    const before = row.intervals[at - 1];
    if (before?.until_at != null) {
      found.push(bar("lost", before.until_at, interval.since_at, span));
    }
    found.push(bar("heard", interval.since_at, interval.until_at ?? span.until_at, span));
  });
  const last = row.intervals[row.intervals.length - 1];
  if (last?.until_at != null) found.push(bar("lost", last.until_at, span.until_at, span));
  if (last) {
    for (const outage of outages) {
      found.push(bar("unknown", outage.since_at, outage.until_at ?? span.until_at, span));
    }
  }
  return found.filter((one): one is Bar => one !== null);
}
