/** One ticker for all clocks of the page: the session's time, read anew from its instants. */

import { SessionClock } from "./clock";

/** Four times a second would show a second up to 0.25 s late; a tenth is not seen. */
const TICK_MS = 100;

export class Ticker {
  readonly clock: SessionClock;
  /** Session time, ms; null before the first word from the server. */
  now = $state<number | null>(null);
  /** The page's own monotonic time, ms: for "how long since we heard". */
  local = $state(0);
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(clock = new SessionClock()) {
    this.clock = clock;
  }

  start(): () => void {
    this.tick();
    this.timer = setInterval(() => this.tick(), TICK_MS);
    const wake = () => this.tick();
    document.addEventListener("visibilitychange", wake);
    return () => {
      clearInterval(this.timer);
      document.removeEventListener("visibilitychange", wake);
    };
  }

  tick(): void {
    this.local = performance.now();
    this.now = this.clock.now();
  }
}
