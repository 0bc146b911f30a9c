/** One participants' file of a video bridge: who was on it, whom a person took them for. */

import type { BridgeApplied, BridgePreview, ParticipantRow, Role } from "../generated/schema";
import { Problem, freshId } from "../link/api";
import { type Stop, stopOf } from "./roster.svelte";
import { FILE_BYTES_MAX, send } from "./upload";

export const VIETNAM_MIN = 420;

export class BridgeFile {
  file = $state.raw<File | null>(null);
  preview = $state.raw<BridgePreview | null>(null);
  applied = $state.raw<BridgeApplied | null>(null);
  busy = $state(false);
  /** It is being carried out, not only looked at. */
  applying = $state(false);
  stop = $state.raw<Stop | null>(null);
  aheadMin = $state(VIETNAM_MIN);
  people = $state<Record<string, string>>({});
  rows = $state<Record<string, "take" | "skip">>({});
  add = $state<Record<string, string>>({});
  private commandId = "";
  private turn = 0;
  /** Counts up with each file: what becomes of one is never shown as another's. */
  private begun = 0;

  constructor(
    private readonly base: string,
    private readonly role: Role,
  ) {}

  async open(file: File): Promise<void> {
    this.clear();
    this.file = file;
    if (file.size > FILE_BYTES_MAX) this.stop = { kind: "too_big" };
    else await this.look();
  }

  clear(): void {
    this.turn += 1;
    this.begun += 1;
    this.file = null;
    this.preview = null;
    this.applied = null;
    this.stop = null;
    this.busy = this.applying = false;
    this.people = {};
    this.rows = {};
    this.add = {};
    this.commandId = freshId("bridge");
  }

  private get choices(): Record<string, unknown> {
    return { ahead_min: this.aheadMin, people: this.people };
  }

  async look(): Promise<void> {
    if (!this.file) return;
    const turn = ++this.turn;
    this.busy = true;
    try {
      const path = `${this.base}/participants/preview`;
      const parts = { choices: this.choices };
      const preview = await send<BridgePreview>(path, this.role, this.file, parts);
      if (turn !== this.turn) return;
      this.preview = preview;
      this.stop = null;
    } catch (error) {
      if (turn === this.turn) this.stop = stopOf(error);
    } finally {
      if (turn === this.turn) this.busy = false;
    }
  }

  /** Whom a participant is: somebody on the roster by id, or nobody ("" takes it back). */
  is(cell: string, person: string): void {
    if (person) this.people[cell] = person;
    else delete this.people[cell];
    delete this.add[cell];
    void this.look();
  }

  ahead(minutes: number): void {
    this.aheadMin = minutes;
    void this.look();
  }

  async apply(): Promise<void> {
    if (!this.file || !this.preview || this.busy) return;
    const begun = this.begun;
    this.busy = this.applying = true;
    this.stop = null;
    try {
      const decisions = { command_id: this.commandId, rows: this.rows, add: this.add };
      const path = `${this.base}/participants/apply`;
      const parts = { choices: this.choices, decisions };
      const applied = await send<BridgeApplied>(path, this.role, this.file, parts);
      if (begun !== this.begun) return;
      this.applied = applied;
    } catch (error) {
      const stop = stopOf(error);
      if (begun !== this.begun) return;
      this.stop = stop;
      if (error instanceof Problem) this.commandId = freshId("bridge");
    } finally {
      if (begun === this.begun) this.busy = this.applying = false;
    }
  }

  /** Those whom a person should look at, then the rest, each in the file's order. */
  readonly ordered = $derived.by((): ParticipantRow[] => {
    const all = this.preview?.people ?? [];
    return [...all.filter((one) => one.waits), ...all.filter((one) => !one.waits)];
  });

  readonly now = $derived.by(() => {
    const count = { entered: 0, added: 0, same: 0, rooms: 0, left: 0 };
    for (const one of this.preview?.people ?? []) count[this.fateOf(one)] += 1;
    return count;
  });

  fateOf(one: ParticipantRow): "entered" | "added" | "same" | "rooms" | "left" {
    if (this.rows[one.cell] === "skip") return "left";
    if (one.whose === "site" && !this.add[one.cell]) return "rooms";
    if (one.outside) return "left";
    if (this.add[one.cell]) return "added";
    if (one.known) return "same";
    if (!one.person || (one.waits && this.rows[one.cell] !== "take")) return "left";
    return "entered";
  }
}
