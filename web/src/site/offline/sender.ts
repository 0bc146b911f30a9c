/** When the outbox is delivered: as soon as something waits or the line is back, else again soon. */

import type { Outbox, Round } from "./outbox.svelte";

const SOON_MS = 1500;
const LATER_MS = 20_000;

/** The wait after so many rounds that failed: doubled each time, with jitter, at most 20 s. */
export function pauseMs(failed: number, random: () => number = Math.random): number {
  return Math.min(LATER_MS, SOON_MS * 2 ** Math.max(0, failed - 1)) * (0.75 + random() / 2);
}

export class Sender {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failed = 0;
  private stopped = false;

  constructor(
    private readonly box: Outbox,
    private readonly session: () => string | null,
    private readonly said: (round: Round) => void,
  ) {}

  start(): () => void {
    const wake = () => this.kick();
    addEventListener("online", wake);
    this.kick();
    return () => {
      this.stopped = true;
      removeEventListener("online", wake);
      clearTimeout(this.timer);
    };
  }

  /** Something waits, or the line is back. */
  kick(): void {
    this.failed = 0;
    void this.go();
  }

  private async go(): Promise<void> {
    clearTimeout(this.timer);
    if (this.stopped) return;
    // A store that the browser has taken away must not end the sending for good.
    const round = await this.box.deliver(this.session()).catch((): Round => "later");
    this.said(round);
    if (this.stopped) return;
    clearTimeout(this.timer);
    if (round === "done" && this.box.waiting === 0) this.failed = 0;
    else this.timer = setTimeout(() => void this.go(), pauseMs(++this.failed));
  }
}
