/** The live states of all points, streamed only while something on the page shows them. */

import type { PointsView, Role, SiteState } from "../generated/schema";
import { Stream, socketAddress } from "../link/stream.svelte";
import type { Ticker } from "../time/ticker.svelte";
import type { Book } from "./points";

/** One code a point, from Base64 of a nibble each, the high one first. */
export function unpack(view: Pick<PointsView, "states" | "points">): Uint8Array {
  const bytes = atob(view.states);
  const codes = new Uint8Array(view.points);
  for (let at = 0; at < codes.length; at++) {
    const byte = bytes.charCodeAt(at >> 1);
    codes[at] = at & 1 ? byte & 15 : byte >> 4;
  }
  return codes;
}

export interface States {
  order: string;
  letters: string;
  codes: Uint8Array;
}

export interface Watched {
  readonly base: string;
  readonly role: Role;
  readonly ticker: Ticker;
  /** Which order of the directory the states came in. */
  ordered(order: string): void;
}

export class LivePoints {
  private stream = $state.raw<Stream<PointsView> | null>(null);
  private watchers = 0;
  private stop: (() => void) | null = null;

  constructor(private readonly watched: Watched) {}

  /** Keep the stream open until the answer is called. */
  watch(): () => void {
    if (this.watchers++ === 0) this.open();
    return () => {
      if (--this.watchers > 0) return;
      this.stop?.();
      this.stop = this.stream = null;
    };
  }

  get view(): PointsView | null {
    return this.stream?.view ?? null;
  }

  /** What is shown is old, or was never there. */
  get stale(): boolean {
    return this.stream?.stale ?? false;
  }

  states = $derived.by<States | null>(() => {
    const view = this.view;
    return view && { order: view.order, letters: view.letters, codes: unpack(view) };
  });

  private open(): void {
    const { base, role, ticker } = this.watched;
    const path = `${base}/stream?view=points&as=${role}`;
    const stream = new Stream<PointsView>(
      () => socketAddress(path),
      ticker,
      (frame) => {
        if (frame.type !== "view") return undefined;
        const view = frame.data as PointsView;
        this.watched.ordered(view.order);
        return view;
      },
      { me: "/api/v1/me", as: role },
    );
    this.stream = stream;
    this.stop = stream.start();
  }
}

/** The letter of the point at a place; none while the states are of another directory. */
export function letterAt(states: States | null, book: Book | null, at: number) {
  if (!states || states.order !== book?.order) return undefined;
  return states.letters[states.codes[at] ?? 0] as SiteState | undefined;
}
