/** A press that was meant for the point before: a card that has just changed takes no key yet. */

/** About the time a hand needs to stop once the eye has seen the change, ms. */
export const SETTLE_MS = 600;

export class Settled {
  private entry: string | null = null;
  private changedAt = -Infinity;

  /** What the card shows from `at`, page time in ms; true when it is another than before. */
  see(entry: string | null, at: number): boolean {
    if (entry === this.entry) return false;
    // Nothing before it: nobody can have meant another.
    if (this.entry !== null && entry !== null) this.changedAt = at;
    this.entry = entry;
    return true;
  }

  /** A key that did something else until `at` confirms from now on. */
  disturb(at: number): void {
    this.changedAt = at;
  }

  /** Whether a press at `at` can be meant for what is shown. */
  since(at: number): boolean {
    return at - this.changedAt >= SETTLE_MS;
  }
}
