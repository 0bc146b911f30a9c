/** One roster file: what was seen in it, what a person changed and decided, what came of it. */

import type {
  Column,
  Role,
  RosterApplied,
  RosterPreview,
  RosterRow,
  SheetChoices,
  StandingRow,
  TroubleRow,
  Verdict,
} from "../generated/schema";
import { NoAnswer, Problem, freshId, read } from "../link/api";
import { FILE_BYTES_MAX, send } from "./upload";

/** Why there is nothing to show: too big, no answer, or a problem of the server's by its code. */
export type Stop = { kind: "too_big" } | { kind: "away" } | { kind: "problem"; code: string };

/** One text that means no point yet, with how many people wait for it. */
export interface OpenPlace {
  text: string;
  /** Where it stands first. */
  cell: string;
  people: number;
  proposed: string;
  candidates: string[];
}

/** One text with its point; `before` says that the point was chosen with an earlier file. */
export interface SettledPlace {
  text: string;
  people: number;
  site: string;
  before: boolean;
}

export class RosterFile {
  file = $state.raw<File | null>(null);
  /** A standing roster in the place of a file. */
  standing = $state.raw<StandingRow | null>(null);
  preview = $state.raw<RosterPreview | null>(null);
  applied = $state.raw<RosterApplied | null>(null);
  busy = $state(false);
  /** It is being carried out, not only looked at. */
  applying = $state(false);
  stop = $state.raw<Stop | null>(null);
  sheets = $state<Record<string, SheetChoices>>({});
  /** Points by the text that means them; null takes back what an earlier file left. */
  places = $state<Record<string, string | null>>({});
  site = $state("");
  rows = $state<Record<string, Verdict>>({});
  strike = $state<Record<string, boolean>>({});
  private commandId = "";
  private turn = 0;
  /** Counts up with each file: what becomes of one is never shown as another's. */
  private begun = 0;

  constructor(
    private readonly base: string,
    private readonly role: Role,
  ) {}

  /** Begin with a file; what was decided about another is forgotten. */
  async open(file: File): Promise<void> {
    this.clear();
    this.file = file;
    if (file.size > FILE_BYTES_MAX) {
      this.stop = { kind: "too_big" };
      return;
    }
    await this.look();
  }

  /** The same for people who are invited to meeting after meeting. */
  async invite(standing: StandingRow): Promise<void> {
    this.clear();
    this.standing = standing;
    await this.look();
  }

  clear(): void {
    this.turn += 1;
    this.begun += 1;
    this.file = null;
    this.standing = null;
    this.preview = null;
    this.applied = null;
    this.stop = null;
    this.busy = this.applying = false;
    this.sheets = {};
    this.places = {};
    this.site = "";
    this.rows = {};
    this.strike = {};
    this.commandId = freshId("roster");
  }

  private get choices(): Record<string, unknown> {
    return { sheets: this.sheets, places: this.places, site: this.site || null };
  }

  /** Ask again what would come of it; only the newest answer counts. */
  async look(): Promise<void> {
    if (!this.file && !this.standing) return;
    const turn = ++this.turn;
    this.busy = true;
    try {
      const preview = await this.ask<RosterPreview>("preview");
      if (turn !== this.turn) return;
      this.preview = preview;
      this.stop = null;
    } catch (error) {
      if (turn === this.turn) this.stop = stopOf(error);
    } finally {
      if (turn === this.turn) this.busy = false;
    }
  }

  private ask<T>(what: "preview" | "apply", more: Record<string, unknown> = {}): Promise<T> {
    if (this.file) {
      const parts = { choices: this.choices, ...more };
      return send<T>(`${this.base}/roster/${what}`, this.role, this.file, parts);
    }
    const body = { roster: this.standing?.id, ...more };
    return read<T>(`${this.base}/roster/standing/${what}`, { as: this.role, body });
  }

  hold(sheet: string, column: number, holds: Column): void {
    const before = this.sheets[sheet];
    this.sheets[sheet] = { ...before, columns: { ...before?.columns, [column]: holds } };
    void this.look();
  }

  use(sheet: string, use: boolean): void {
    this.sheets[sheet] = { ...this.sheets[sheet], use };
    void this.look();
  }

  headings(sheet: string, top: number, below: number): void {
    this.sheets[sheet] = { ...this.sheets[sheet], top, below };
    void this.look();
  }

  /** The point of all who say the same; without one, it is asked again. */
  async place(text: string, site: string): Promise<void> {
    if (text === "") this.site = site;
    else {
      // The last choice counts where two spellings of one text were chosen for.
      delete this.places[text];
      this.places[text] = site || null;
    }
    await this.look();
  }

  /** Carry it out. The same id until it is known what became of it. */
  async apply(): Promise<void> {
    if (!this.preview || this.busy) return;
    const begun = this.begun;
    this.busy = this.applying = true;
    this.stop = null;
    try {
      const strike = Object.keys(this.strike).filter((person) => this.strike[person]);
      const decisions = {
        command_id: this.commandId,
        mark: this.preview.mark,
        rows: this.rows,
        strike,
      };
      const applied = await this.ask<RosterApplied>("apply", { decisions });
      if (begun !== this.begun) return;
      this.applied = applied;
    } catch (error) {
      const stop = stopOf(error);
      if (begun !== this.begun) return;
      this.stop = stop;
      if (error instanceof Problem) this.commandId = freshId("roster");
    } finally {
      if (begun === this.begun) this.busy = this.applying = false;
    }
    // Somebody else changed the roster meanwhile: what would come of the file is asked again.
    if (this.stop?.kind === "problem" && this.stop.code === "conflict") {
      const told = this.stop;
      await this.look();
      if (begun === this.begun) this.stop = told;
    }
  }

  /** Rows that are only like somebody, or stand at another point, in the file's order. */
  readonly asked = $derived.by((): RosterRow[] =>
    (this.preview?.people ?? []).filter(
      (row) => row.fate === "respelt" || row.fate === "elsewhere",
    ),
  );

  /** Texts that mean no point, or only perhaps one; "" is for people without any text. */
  readonly openPlaces = $derived.by((): OpenPlace[] => {
    const found = new Map<string, OpenPlace>();
    const add = (text: string, cell: string, proposed: string, candidates: string[]) => {
      const one = found.get(text) ?? { text, cell, people: 0, proposed, candidates };
      one.people += 1;
      found.set(text, one);
    };
    for (const row of this.preview?.people ?? [])
      if (row.how === "like")
        add(row.site_text, row.site_cell || row.cell, row.site, row.candidates);
    for (const one of this.preview?.troubles ?? []) {
      const text = isPlaceless(one) ? String(one.params.text ?? "") : null;
      if (text !== null)
        add(
          text,
          one.cell,
          "",
          String(one.params.candidates ?? "")
            .split(" ")
            .filter(Boolean),
        );
    }
    return [...found.values()];
  });

  /** Texts whose point somebody has chosen, now or with an earlier file: to be seen and changed. */
  readonly settledPlaces = $derived.by((): SettledPlace[] => {
    const found = new Map<string, SettledPlace>();
    for (const row of this.preview?.people ?? []) {
      if (row.how !== "chosen" && row.how !== "remembered") continue;
      const one = found.get(row.site_text);
      if (one) one.people += 1;
      else {
        const before = row.how === "remembered";
        found.set(row.site_text, { text: row.site_text, people: 1, site: row.site, before });
      }
    }
    // Chosen, and nobody left who waits for it: still to be seen, and to be taken back.
    const open = new Set(this.openPlaces.map((one) => one.text));
    for (const [text, site] of Object.entries(this.places))
      if (site && !found.has(text) && !open.has(text))
        found.set(text, { text, people: 0, site, before: false });
    return [...found.values()];
  });

  /** Faults that a person cannot mend by choosing a point. */
  readonly faults = $derived((this.preview?.troubles ?? []).filter((one) => !isPlaceless(one)));

  /** How many warnings there are, those that are not shown among them. */
  readonly warnsCount = $derived.by(() => {
    const { troubles = [], troubles_count: all = 0, stops_count: stops = 0 } = this.preview ?? {};
    return all - stops - troubles.filter(isPlaceless).length;
  });

  readonly undecided = $derived(this.asked.filter((row) => !this.rows[row.cell]).length);

  /** What would be done now, in figures. */
  readonly now = $derived.by(() => {
    const count = { added: 0, changed: 0, moved: 0, same: 0, left: 0, struck: 0 };
    for (const row of this.preview?.people ?? []) count[this.fateOf(row)] += 1;
    count.struck = (this.preview?.missing ?? []).filter((one) => this.strike[one.person]).length;
    return count;
  });

  private fateOf(row: RosterRow): "added" | "changed" | "moved" | "same" | "left" {
    const verdict = this.rows[row.cell];
    if (verdict === "skip" || (!verdict && row.waits)) return "left";
    if (verdict === "transfer") return "moved";
    if (verdict === "new" || row.fate === "new") return "added";
    if (row.fate === "elsewhere") return "left";
    return row.fate === "same" ? "same" : "changed";
  }
}

export function isPlaceless(one: TroubleRow): boolean {
  return ["site_unknown", "site_unclear", "site_missing"].includes(one.fault);
}

export function stopOf(error: unknown): Stop {
  if (error instanceof Problem)
    return error.code === "too_big" ? { kind: "too_big" } : { kind: "problem", code: error.code };
  if (error instanceof NoAnswer) return { kind: "away" };
  throw error;
}
