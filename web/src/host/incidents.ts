/** The life of an incident: new, acknowledged, in progress, resolved; only ever forward. */

import type { IncidentRow, IncidentState } from "../generated/schema";

export const STEPS: readonly IncidentState[] = ["new", "acknowledged", "in_progress", "resolved"];
export type Filter = "all" | "new" | "acknowledged" | "in_progress";
export const FILTERS: readonly Filter[] = ["all", "new", "acknowledged", "in_progress"];

/** The states that may follow: the next one, and the end. */
export function further(state: IncidentState): IncidentState[] {
  const next = STEPS[STEPS.indexOf(state) + 1];
  return [...new Set([next, "resolved" as const])].filter(
    (step): step is IncidentState => step !== undefined && step !== state,
  );
}

/** New ones first, then as they came. */
export function fitting(rows: readonly IncidentRow[], filter: Filter): IncidentRow[] {
  const shown = filter === "all" ? [...rows] : rows.filter((row) => row.state === filter);
  return shown.sort((a, b) => Number(b.state === "new") - Number(a.state === "new"));
}

const STEP_CODES: Record<string, IncidentState> = {
  Digit1: "acknowledged",
  Digit2: "in_progress",
  Digit3: "resolved",
  Numpad1: "acknowledged",
  Numpad2: "in_progress",
  Numpad3: "resolved",
};

/** The step that a digit names, if it is still ahead. */
export function stepOf(code: string, state: IncidentState): IncidentState | null {
  const step = STEP_CODES[code];
  return step && STEPS.indexOf(step) > STEPS.indexOf(state) ? step : null;
}
