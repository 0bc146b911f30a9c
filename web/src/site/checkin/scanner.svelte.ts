/**
 * One scan after another: understood, judged by the point's own roster, kept, and only then called
 * done. Several technicians scan at one point at once; whoever comes second is told "already in".
 */

import type { WhoseCode } from "../../generated/schema";
import { read } from "../../link/api";
import type { Desk } from "../desk.svelte";
import { readCode } from "./code";
import { type Invited, type Mode, type Verdict, type Why, judge } from "./judge";
import type { People } from "./people.svelte";
import type { Chime, Sounds } from "./sound";

/** How far an accepted scan has got; "unsure": the browser has not promised to keep it. */
export type Kept = "saved" | "unsure" | "received";

export interface Result {
  n: number;
  at: number;
  kind: Chime;
  mode: Mode;
  person: Invited | null;
  why: Why | null;
  /** Why the coordinator said no. */
  code: string;
  /** Since when somebody is in, or gone. */
  since_at: number | null;
  /** The point that the code is of, once the coordinator has said so. */
  elsewhere: string;
  kept: Kept | null;
}

const SHOWN_MAX = 30;

export class Scanner {
  mode = $state<Mode>("arrive");
  results = $state.raw<Result[]>([]);
  private made = 0;
  private line: Promise<void> = Promise.resolve();

  constructor(
    private readonly desk: Desk,
    private readonly people: People,
    private readonly sounds: Sounds,
  ) {}

  get last(): Result | undefined {
    return this.results[0];
  }

  /** Take a text; those that come meanwhile wait for their turn, so that none is judged twice. */
  take(text: string): Promise<void> {
    this.line = this.line.then(() => this.one(text)).catch((fault) => this.failed(fault));
    return this.line;
  }

  private async one(text: string): Promise<void> {
    const found = readCode(text);
    const verdict = judge(found, this.people.all, this.mode);
    if (verdict.kind === "accepted") return this.keep(verdict.person);
    const n = this.show(verdict);
    if (verdict.kind === "refused" && verdict.why === "unknown") await this.askWhose(n, found.code);
  }

  /** Said to be done only when it is kept. */
  private async keep(person: Invited): Promise<void> {
    const status = this.mode === "arrive" ? "in_person" : "left";
    const body = { kind: "attendance" as const, person: person.id, status } as const;
    const mode = this.mode;
    const fate = await this.desk.act({ act: "record", body }, `person-${person.id}`, status);
    if (fate.kind === "kept" || fate.kind === "unsure" || fate.kind === "received") {
      const kept = fate.kind === "kept" ? "saved" : fate.kind;
      this.people.kept(person.id, status);
      this.put({ kind: "accepted", mode, person, kept });
    } else {
      const why = fate.kind === "refused" ? "refused" : "unsaved";
      this.put({ kind: "refused", mode, person, why, code: fate.code });
    }
  }

  /** A fault of our own: whoever stands at the door must not believe that it was done. */
  private failed(fault: unknown): void {
    this.put({ kind: "refused", mode: this.mode, person: null, why: "unsaved" });
    reportError(fault);
  }

  private show(verdict: Exclude<Verdict, { kind: "accepted" }>): number {
    const { kind, person } = verdict;
    if (kind === "already")
      return this.put({ kind, mode: verdict.mode, person, since_at: verdict.since_at });
    return this.put({ kind, mode: this.mode, person, why: verdict.why });
  }

  /** Not of this point: with a line the coordinator can tell of which, without a name. */
  private async askWhose(n: number, code: string): Promise<void> {
    if (this.desk.me.via !== "coordinator" || !this.desk.near) return;
    const path = this.desk.address("code", `&code=${encodeURIComponent(code)}`);
    const whose = await read<WhoseCode>(path, { as: "site" }).catch(() => null);
    if (!whose?.site) return;
    const why = whose.site === this.desk.site ? ("struck" as const) : ("elsewhere" as const);
    this.results = this.results.map((one) =>
      one.n === n ? { ...one, why, elsewhere: whose.site_name } : one,
    );
  }

  private put(said: Partial<Result> & Pick<Result, "kind" | "mode" | "person">): number {
    const blank = { why: null, code: "", since_at: null, elsewhere: "", kept: null };
    const result: Result = { ...blank, ...said, n: ++this.made, at: this.desk.now };
    this.results = [result, ...this.results].slice(0, SHOWN_MAX);
    this.sounds.play(said.kind);
    return result.n;
  }
}
