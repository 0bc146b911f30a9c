/**
 * When an entry was made, in session time, however wrong the clock of this computer is.
 *
 * A page that is closed and opened again has a new monotonic counter, so what lasts is the offset
 * between session time and the wall clock, measured while the line was up.
 */

/** One measure: session time minus the wall clock, and both clocks of this page at that moment. */
export interface Measured {
  offset_ms: number;
  wall: number;
  mono: number;
}

/** What is kept of it when the page goes: a new page has another counter. */
export interface KeptOffset {
  offset_ms: number;
  wall: number;
}

export interface Stamp {
  device_at: number;
  offset_ms: number | null;
}

/** Two clocks that parted by less than this are one clock that drifts. */
const PARTED_MS = 2000;

/**
 * What to add to the wall clock now. When it has fallen behind the counter it was set back, and the
 * counter tells the time. When it is ahead, the computer slept while its counter stood still: the
 * wall clock went on, and the offset holds.
 */
export function offsetNow(measured: Measured, wall: number, mono: number): number {
  const parted = wall - measured.wall - (mono - measured.mono);
  return parted < -PARTED_MS ? measured.offset_ms - Math.round(parted) : measured.offset_ms;
}

export interface Clocks {
  wall(): number;
  mono(): number;
}

export const CLOCKS: Clocks = { wall: () => Date.now(), mono: () => performance.now() };

/** Changes smaller than this are not worth keeping. */
const STEP_MS = 250;

export class DeviceTime {
  private measured: Measured | null = null;
  private kept: KeptOffset | null = null;

  constructor(private readonly clocks: Clocks = CLOCKS) {}

  /** What an earlier page of this browser had measured. */
  recall(kept: KeptOffset | null): void {
    this.kept = kept;
  }

  /** Session time is known to be this now; returns what is worth keeping, if it is. */
  measure(session: number): KeptOffset | null {
    const wall = this.clocks.wall();
    const offset_ms = Math.round(session - wall);
    this.measured = { offset_ms, wall, mono: this.clocks.mono() };
    if (this.kept && Math.abs(this.kept.offset_ms - offset_ms) < STEP_MS) return null;
    this.kept = { offset_ms, wall };
    return this.kept;
  }

  get offset(): number | null {
    if (this.measured) return offsetNow(this.measured, this.clocks.wall(), this.clocks.mono());
    return this.kept?.offset_ms ?? null;
  }

  get known(): boolean {
    return this.offset !== null;
  }

  stamp(): Stamp {
    return { device_at: Math.round(this.clocks.wall()), offset_ms: this.offset };
  }

  /** Session time as far as it is known, else what the wall clock says. */
  now(): number {
    return Math.round(this.clocks.wall()) + (this.offset ?? 0);
  }
}
