/** When what the directory tells has changed while the console is open: it is fetched anew. */

/** What changes together is fetched together. */
export const EVERY_MS = 2000;

export class Renewal {
  private seen = 0;
  private fetchedAt = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private fetching = false;
  private again = false;
  private stopped = false;

  constructor(
    private readonly fetch: () => Promise<void>,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** The revision of the last change, as each view brings it. */
  hear(rev: number): void {
    if (rev <= this.seen) return;
    this.seen = rev;
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
    try {
      await this.fetch();
    } finally {
      this.fetching = false;
    }
    if (!this.again) return;
    this.again = false;
    this.soon();
  }

  /** The page is left; a fetch on its way is the last. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private soon(): void {
    if (this.stopped) return;
    const wait = Math.max(0, this.fetchedAt + EVERY_MS - this.clock());
    this.timer ??= setTimeout(() => void this.now(), wait);
  }
}
