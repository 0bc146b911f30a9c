/** The page at the video mixer: what it sees, and its two acts. */

import type { PictureRow, PictureView, Role } from "../generated/schema";
import { Acts } from "../link/acts.svelte";
import { Stream, socketAddress } from "../link/stream.svelte";
import { Ticker } from "../time/ticker.svelte";
import { Settled } from "./settled";

export const SPOT = "picture";
export const LEGS = "legs";

export class Mixer {
  readonly ticker = new Ticker();
  readonly stream: Stream<PictureView>;
  readonly acts: Acts;
  /** Somebody pressed just as another point took the place of the one before. */
  swapped = $state(false);
  private readonly settled = new Settled();

  constructor(session: string, role: Role) {
    const base = `/api/v1/sessions/${encodeURIComponent(session)}`;
    this.stream = new Stream<PictureView>(
      () => socketAddress(`${base}/stream?view=picture&as=${role}`),
      this.ticker,
      (frame) => {
        if (frame.type !== "view") return undefined;
        const view = frame.data as PictureView;
        this.shown(view.cue?.entry ?? null);
        return view;
      },
      { me: "/api/v1/me", as: role },
    );
    this.acts = new Acts(base, () => role, this.ticker.clock);
    this.stream.onUp = () => void this.acts.askOpen();
  }

  start(): () => void {
    const stops = [this.ticker.start(), this.stream.start(), this.acts.keepAsking()];
    return () => stops.forEach((stop) => stop());
  }

  get view(): PictureView | null {
    return this.stream.view;
  }

  get now(): number {
    return this.ticker.now ?? this.view?.at ?? 0;
  }

  /** Something was heard within the last 2 s: what is shown holds, and acts may be made. */
  get fresh(): boolean {
    return this.view !== null && this.stream.connected && !this.stream.stale;
  }

  /** The picture of `cue` is on the hall's screen. */
  confirm(label: string): void {
    const cue = this.view?.cue;
    if (!cue || !this.fresh || this.acts.busy(SPOT)) return;
    if (!this.settled.since(performance.now())) {
      this.swapped = true;
      return;
    }
    void this.acts.send({ type: "confirm_picture", entry: cue.entry }, SPOT, label);
  }

  /** The picture of the one on air is gone; its turn is held. */
  lose(row: PictureRow, label: string): void {
    if (!this.fresh || this.acts.busy(SPOT)) return;
    void this.acts.send({ type: "lose_picture", entry: row.entry }, SPOT, label);
  }

  /** The point's leg at the bridge is up, or is not; the other key press takes it back. */
  reportLeg(site: string, up: boolean, label: string): void {
    if (!this.fresh) return;
    void this.acts.send({ type: "report_media", site, up }, LEGS, label);
  }

  /** The hand may still be on the way to what the key did before. */
  disturb(): void {
    this.settled.disturb(performance.now());
  }

  private shown(entry: string | null): void {
    if (this.settled.see(entry, performance.now())) this.swapped = false;
  }
}
