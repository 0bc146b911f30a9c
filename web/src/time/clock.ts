/**
 * The coordinator's session clock as this page knows it.
 *
 * The page's own clock may be wrong by hours and may be stepped while we look: only differences of
 * `performance.now()` are used, and the offset to session time comes from clock exchanges (the four
 * instants of RFC 5905 §8), corrected in both signs. Of the last eight exchanges the one with the
 * shortest round trip counts, since its error is at most half that round trip.
 */

export const SAMPLES_KEPT = 8;

/** Beyond both errors and this much drift, two samples speak of different clocks. */
const STEP_MS = 80;

export interface Sample {
  /** Session time minus `performance.now()`, ms. */
  offset: number;
  rtt: number;
}

export class SessionClock {
  private samples: Sample[] = [];
  private guess: number | null = null;
  private renewing = false;

  constructor(private readonly monotonic: () => number = () => performance.now()) {}

  /** One exchange: sent at `t0` and answered at `t3` here, received `t1` and sent `t2` there. */
  take(t0: number, t1: number, t2: number, t3: number): void {
    const rtt = Math.max(0, t3 - t0 - (t2 - t1));
    const offset = (t1 - t0 + (t2 - t3)) / 2;
    const best = this.renewing ? undefined : this.best();
    if (this.renewing) this.samples = [];
    this.renewing = false;
    // After a sleep of this machine or a restart of the other, old samples tell an old time.
    if (best && Math.abs(best.offset - offset) > (best.rtt + rtt) / 2 + STEP_MS) this.samples = [];
    this.samples.push({ offset, rtt });
    if (this.samples.length > SAMPLES_KEPT) this.samples.shift();
  }

  /** A view came and says when it was made: good enough until the first exchange. */
  hint(at: number): void {
    const guess = at - this.monotonic();
    // Views arrive late, never early: the largest offset seen is the nearest to the truth.
    this.guess = this.guess === null ? guess : Math.max(this.guess, guess);
    // A word from beyond our now: this machine slept, and its counter stood still meanwhile.
    const best = this.best();
    if (best && guess - best.offset > best.rtt / 2 + STEP_MS) this.samples = [];
  }

  /** The other side may be another process now: what it says next counts alone. */
  renew(): void {
    this.renewing = true;
    this.guess = null;
  }

  get known(): boolean {
    return this.samples.length > 0 || this.guess !== null;
  }

  get synced(): boolean {
    return this.samples.length > 0;
  }

  /** Session time now, ms since the Unix epoch; null before anything was heard. */
  now(): number | null {
    const offset = this.best()?.offset ?? this.guess;
    return offset === null ? null : this.monotonic() + offset;
  }

  private best(): Sample | undefined {
    return this.samples.reduce<Sample | undefined>(
      (best, sample) => (best === undefined || sample.rtt <= best.rtt ? sample : best),
      undefined,
    );
  }
}
