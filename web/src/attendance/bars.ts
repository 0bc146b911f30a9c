/** Where bars stand: heard, lost and not known, between the first word and now. */

import type { LaneSpan } from "../generated/schema";

export interface Bar {
  kind: "heard" | "lost" | "unknown";
  /** Shares of the whole, 0 to 100. */
  left: number;
  width: number;
  since: number;
  until: number;
}

export type Whole = Pick<LaneSpan, "since_at" | "until_at">;

function bar(kind: Bar["kind"], since: number, until: number, whole: Whole): Bar | null {
  const length = Math.max(1, whole.until_at - whole.since_at);
  const from = Math.max(since, whole.since_at);
  const to = Math.min(until, whole.until_at);
  if (to <= from) return null;
  return {
    kind,
    left: ((from - whole.since_at) / length) * 100,
    width: ((to - from) / length) * 100,
    since: from,
    until: to,
  };
}

/** A source's bars; gaps between what was heard are losses, the time of an outage is not known. */
export function barsOf(
  spans: readonly LaneSpan[],
  whole: Whole,
  outages: readonly LaneSpan[],
): Bar[] {
  const found: (Bar | null)[] = [];
  spans.forEach((span, at) => {
    const before = spans[at - 1];
    if (before) found.push(bar("lost", before.until_at, span.since_at, whole));
    found.push(bar("heard", span.since_at, span.until_at, whole));
  });
  const last = spans[spans.length - 1];
  if (last) {
    found.push(bar("lost", last.until_at, whole.until_at, whole));
    for (const outage of outages) {
      found.push(bar("unknown", outage.since_at, outage.until_at, whole));
    }
  }
  return found.filter((one): one is Bar => one !== null);
}
