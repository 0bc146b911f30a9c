/** When what the directory tells has changed while the console is open: it is fetched anew. */

import type { RecentAct } from "../generated/schema";

/** The events after which the server makes another directory. */
const CHANGES = new Set([
  "SitesInvited",
  "RosterSet",
  "RosterChanged",
  "AttendeeAdded",
  "HeadChanged",
  "PersonMoved",
  "PersonErased",
]);

/** What changes together is fetched together. */
export const EVERY_MS = 2000;

export class Renewal {
  private seen = 0;
  private fetchedAt = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private fetching = false;
  private again = false;

  constructor(
    private readonly fetch: () => Promise<void>,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** What was done last, as each view brings it. */
  hear(recent: readonly RecentAct[]): void {
    const newest = recent.reduce(
      (most, act) => (CHANGES.has(act.what) ? Math.max(most, act.rev) : most),
      this.seen,
    );
    if (newest === this.seen) return;
    this.seen = newest;
    this.soon();
  }

  /** Fetch at once; what was asked for while a fetch was on its way may not be in it. */
  async now(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.fetching) {
      this.again = true;
      return;
    }
    this.fetching = true;
    this.fetchedAt = this.clock();
    await this.fetch();
    this.fetching = false;
    if (!this.again) return;
    this.again = false;
    this.soon();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private soon(): void {
    const wait = Math.max(0, this.fetchedAt + EVERY_MS - this.clock());
    this.timer ??= setTimeout(() => void this.now(), wait);
  }
}
