/** What the list of all points shows: filters, order, and the row that the keyboard is on. */

import type { SiteKind, SiteState } from "../generated/schema";
import { type LivePoints, type States, letterAt } from "./live.svelte";
import { type Book, type Point, type SortKey, chosen } from "./points";

const NONE = new Uint32Array();

export interface ListSource {
  readonly directory: Book | null;
  readonly live: LivePoints;
}

export class List {
  query = $state("");
  states = $state.raw<ReadonlySet<SiteState>>(new Set());
  kind = $state<SiteKind | "">("");
  under = $state("");
  sort = $state<SortKey | null>(null);
  down = $state(false);
  /** The pointer or the keyboard is on the rows: they do not move under it. */
  held = $state(false);
  /** The states that filter and order rest on. */
  private basis = $state.raw<States | null>(null);
  /** The place of the row that the keyboard is on. */
  private activeAt = $state<number | null>(null);

  constructor(private readonly source: ListSource) {}

  /** For an effect: the newest states, unless the rows would move under somebody's hand. */
  follow(): void {
    const { states } = this.source.live;
    if (!this.held || this.basis === null) this.basis = states;
  }

  /** Sort and filter by what is known now. */
  renew(): void {
    this.basis = this.source.live.states;
  }

  private byState = $derived(this.states.size > 0 || this.sort === "state");

  /** Places of the points that are shown, in order. */
  rows = $derived.by<Uint32Array>(() => {
    const book = this.source.directory;
    if (!book) return NONE;
    const basis = this.byState ? this.basis : null;
    return chosen(book, this, (at) => letterAt(basis, book, at));
  });

  /** Rows would stand elsewhere if they were sorted or filtered now. */
  moved = $derived.by<boolean>(() => {
    const now = this.source.live.states;
    if (!this.byState || now === this.basis || !now || !this.basis) return false;
    const was = this.basis.codes;
    return was.length !== now.codes.length || now.codes.some((code, at) => code !== was[at]);
  });

  /** Where the keyboard is; the first row when the one it was on is gone. */
  active = $derived.by<number>(() => {
    if (this.activeAt === null) return 0;
    return Math.max(0, this.rows.indexOf(this.activeAt));
  });

  pointAt(index: number): Point | undefined {
    const at = this.rows[index];
    return at === undefined ? undefined : this.source.directory?.sites[at];
  }

  go(index: number): number {
    const to = Math.max(0, Math.min(this.rows.length - 1, index));
    this.activeAt = this.rows[to] ?? null;
    return to;
  }

  toggle(state: SiteState): void {
    const states = new Set(this.states);
    if (!states.delete(state)) states.add(state);
    this.states = states;
    this.renew();
  }

  /** Once more the same column turns the order round; a third time ends it. */
  sortBy(key: SortKey): void {
    if (this.sort !== key) [this.sort, this.down] = [key, false];
    else if (!this.down) this.down = true;
    else [this.sort, this.down] = [null, false];
    this.renew();
  }

  get filtered(): boolean {
    return this.query !== "" || this.states.size > 0 || this.kind !== "" || this.under !== "";
  }

  clear(): void {
    this.query = this.under = this.kind = "";
    this.states = new Set();
  }
}
