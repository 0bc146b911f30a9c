/** Charts as plain numbers: where steps, ticks and bars stand. Drawn as SVG, told as text. */

import type { LaneSpan, Overview, PresenceStep } from "../generated/schema";

export interface Box {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Scale {
  from: number;
  to: number;
  most: number;
  x: (at: number) => number;
  y: (value: number) => number;
}

const MINUTE_MS = 60_000;
const ROUND = [1, 2, 2.5, 5, 10];

/** The next round number that is no smaller: 1.467 → 1.500. */
export function roundUp(value: number): number {
  if (value <= 5) return 5;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = ROUND.find((one) => one * power >= value) ?? 10;
  const fine = Math.ceil((value / power) * 2) / 2;
  return Math.min(step, fine) * power;
}

export function scaleOf(view: Overview, box: Box): Scale {
  const from = view.from_at;
  const to = Math.max(view.end_at, from + MINUTE_MS);
  const highest = Math.max(0, ...view.steps.map((step) => Math.max(step.arrived, step.present)));
  const most = roundUp(Math.max(1, highest));
  const wide = box.width - box.left - box.right;
  const high = box.height - box.top - box.bottom;
  return {
    from,
    to,
    most,
    x: (at) => box.left + (Math.min(Math.max(at, from), to) - from) * (wide / (to - from)),
    y: (value) => box.height - box.bottom - (value / most) * high,
  };
}

/** A step line: flat until the next change, and on to the end. */
export function stepPath(
  steps: readonly PresenceStep[],
  of: "present" | "arrived",
  scale: Scale,
): string {
  const first = steps[0];
  if (!first) return "";
  let path = `M${round(scale.x(scale.from))},${round(scale.y(0))}`;
  for (const step of steps) {
    path += `H${round(scale.x(step.at))}V${round(scale.y(step[of]))}`;
  }
  return `${path}H${round(scale.x(scale.to))}`;
}

/** The same, closed along the ground. */
export function stepArea(
  steps: readonly PresenceStep[],
  of: "present" | "arrived",
  scale: Scale,
): string {
  const line = stepPath(steps, of, scale);
  return line && `${line}V${round(scale.y(0))}Z`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

const TICK_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 240].map((minutes) => minutes * MINUTE_MS);

/** Whole times of day, not more than fit. */
export function ticks(from: number, to: number, most: number): number[] {
  const step = TICK_STEPS.find((one) => (to - from) / one <= most) ?? 480 * MINUTE_MS;
  const found: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) found.push(at);
  return found;
}

/** What was true at a moment. */
export function stepAt(steps: readonly PresenceStep[], at: number): PresenceStep | null {
  let found: PresenceStep | null = null;
  for (const step of steps) {
    if (step.at > at) break;
    found = step;
  }
  return found;
}

/** The recesses: what lies between the sittings. */
export function recesses(sittings: readonly LaneSpan[]): LaneSpan[] {
  return sittings.flatMap((sitting, at) => {
    const next = sittings[at + 1];
    return next ? [{ since_at: sitting.until_at, until_at: next.since_at }] : [];
  });
}

/** The highest point of presence, the earliest if there are several. */
export function peak(steps: readonly PresenceStep[]): PresenceStep | null {
  return steps.reduce<PresenceStep | null>(
    (best, step) => (best === null || step.present > best.present ? step : best),
    null,
  );
}

/** Steps for a table: at most so many rows, the last always among them. */
export function rowsOf(steps: readonly PresenceStep[], most: number): PresenceStep[] {
  const every = Math.max(1, Math.ceil(steps.length / most));
  return steps.filter((_, at) => at % every === 0 || at === steps.length - 1);
}
