/** The sheet of all points: fetched again and again, and what is noted goes as commands. */

import type {
  CheckItem,
  CheckResult,
  Role,
  VoiceCheckRow,
  VoiceCheckSheet,
} from "../generated/schema";
import { Acts } from "../link/acts.svelte";
import { Problem, read } from "../link/api";
import { Ticker } from "../time/ticker.svelte";
import { worstOf } from "./sheet";

const EVERY_MS = 5_000;
/** So many points make an answer that is not asked for so often. */
const MANY = 500;
const MANY_EVERY_MS = 30_000;

export type Shown = "all" | "open" | "failing";
export const SHOWN: readonly Shown[] = ["all", "open", "failing"];

export class Sheets {
  readonly ticker = new Ticker();
  readonly acts: Acts;
  sheet = $state.raw<VoiceCheckSheet | null>(null);
  /** Why there is nothing newer: a code, or "away". */
  trouble = $state("");
  private readonly base: string;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;

  constructor(
    session: string,
    private readonly role: Role,
  ) {
    this.base = `/api/v1/sessions/${encodeURIComponent(session)}`;
    this.acts = new Acts(this.base, () => this.role, this.ticker.clock);
  }

  start(): () => void {
    void this.load();
    return () => {
      this.stopped = true;
      clearTimeout(this.timer);
    };
  }

  async load(): Promise<void> {
    try {
      this.sheet = await read<VoiceCheckSheet>(`${this.base}/voice-checks`, { as: this.role });
      this.trouble = "";
      // The line is there: what had no answer is asked again.
      void this.acts.askOpen();
    } catch (error) {
      this.trouble = error instanceof Problem ? error.code : "away";
    }
    // One timer, whoever has loaded meanwhile.
    clearTimeout(this.timer);
    if (this.stopped) return;
    const many = (this.sheet?.rows.length ?? 0) > MANY;
    this.timer = setTimeout(() => void this.load(), many ? MANY_EVERY_MS : EVERY_MS);
  }

  async note(row: VoiceCheckRow, checks: Partial<Record<CheckItem, CheckResult>>, label: string) {
    await this.send(row.site, { checks }, label);
  }

  async sign(row: VoiceCheckRow, signed: string, label: string) {
    await this.send(row.site, { checks: {}, signed }, label);
  }

  private async send(
    site: string,
    said: { checks: Partial<Record<CheckItem, CheckResult>>; signed?: string },
    label: string,
  ): Promise<void> {
    await this.acts.send({ type: "note_voice_check", site, ...said }, spotOf(site), label);
    await this.load();
  }
}

export const spotOf = (site: string): string => `check-${site}`;

/** Passed in full, and somebody answers for it. */
export const isDone = (row: VoiceCheckRow): boolean => worstOf(row) === "pass" && row.signed !== "";

export function shownRows(rows: readonly VoiceCheckRow[], which: Shown): readonly VoiceCheckRow[] {
  if (which === "open") return rows.filter((row) => !isDone(row));
  if (which === "failing") return rows.filter((row) => worstOf(row) === "fail");
  return rows;
}

/** A press goes on to the next: not tried, passed, failed, and round again. */
export const NEXT_RESULT: Record<CheckResult, CheckResult> = {
  unknown: "pass",
  pass: "fail",
  fail: "unknown",
};
