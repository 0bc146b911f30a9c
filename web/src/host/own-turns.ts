/**
 * What this page's own acts made of the pictures they rested on.
 *
 * An act that was accepted on picture a and led to b had no other act between them: whoever pressed
 * on a right after it meant b, and only what others did since then is a conflict.
 */

const KEPT = 20;

export class OwnTurns {
  private readonly next = new Map<number, number>();

  led(from: number, to: number): void {
    if (to > from) this.next.set(from, to);
    const oldest = this.next.size > KEPT ? this.next.keys().next().value : undefined;
    if (oldest !== undefined) this.next.delete(oldest);
  }

  /** The picture that an act on this one rests on. */
  after(rev: number): number {
    const next = this.next.get(rev);
    return next === undefined ? rev : this.after(next);
  }
}
