/**
 * A live WebSocket to the page's server: frames in, a clock exchange beside them, and reconnection.
 *
 * Reconnects with a random wait up to 1 s, growing to at most 1.5 s, so that every page is back
 * within 3 s of its server's return without all of them knocking at once. A line that says nothing
 * for 4 s is given up: the server says "alive" once a second.
 */

import type { SessionClock } from "../time/clock";

export const ALIVE_EVERY_MS = 1000;
export const GIVEN_UP_AFTER_MS = 4000;
export const WAIT_MAX_MS = 1500;
/** How long a line may take to open; a slow one is given more each time. */
const OPENS_WITHIN_MS = 2000;
const OPENS_WITHIN_MAX_MS = 8000;
export const SYNC_EVERY_MS = 10_000;
/** After so many failures in a row, ask whether we may come in at all. */
const DOUBT_AFTER = 4;
const SYNC_BURST_MS = [0, 150, 400, 900];

/** Closed by the server for a reason that trying again will not cure. */
export const FINAL_CODES = new Set([4401, 4403]);

export interface Frame {
  type: string;
  [field: string]: unknown;
}

export interface LinkEvents {
  /** A refused upgrade tells a page nothing: whether the sign-in still holds is asked apart. */
  admitted(): Promise<boolean>;
  frame(frame: Frame): void;
  up(): void;
  down(final: boolean): void;
}

/** The wait before the nth attempt (from 0): jitter from the first, capped. */
export function waitMs(attempt: number, random: () => number = Math.random): number {
  return attempt === 0 ? random() * 1000 : Math.min(WAIT_MAX_MS, 500 + random() * 1000);
}

export class Link {
  /** `performance.now()` of the last frame. */
  heard = 0;
  private socket: WebSocket | null = null;
  private attempt = 0;
  private patience = OPENS_WITHIN_MS;
  private stopped = false;
  private timers = new Set<ReturnType<typeof setTimeout>>();
  private sent = new Map<number, number>();

  constructor(
    private readonly address: () => string,
    private readonly clock: SessionClock,
    private readonly events: LinkEvents,
    private readonly syncEveryMs = SYNC_EVERY_MS,
  ) {}

  start(): () => void {
    const wake = () => {
      if (document.visibilityState === "visible") this.exchange();
    };
    const watch = setInterval(() => this.watch(), ALIVE_EVERY_MS);
    const sync = setInterval(() => this.exchange(), this.syncEveryMs);
    document.addEventListener("visibilitychange", wake);
    this.open();
    return () => {
      this.stopped = true;
      clearInterval(watch);
      clearInterval(sync);
      document.removeEventListener("visibilitychange", wake);
      for (const timer of this.timers) clearTimeout(timer);
      this.socket?.close();
    };
  }

  /** Send one clock question, if the line is up. */
  exchange(): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    const exact = performance.now();
    const t0 = Math.round(exact);
    this.sent.set(t0, exact);
    this.socket.send(JSON.stringify({ type: "clock", t0 }));
  }

  /** Say something beside the clock question, if the line is up; what is not heard is not kept. */
  say(word: Frame): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(word));
  }

  private open(): void {
    const socket = new WebSocket(this.address());
    this.socket = socket;
    const slow = this.after(this.patience, () => {
      if (socket.readyState !== WebSocket.CONNECTING) return;
      this.patience = Math.min(OPENS_WITHIN_MAX_MS, this.patience * 2);
      this.lost(socket, 0);
    });
    socket.onopen = () => {
      clearTimeout(slow);
      if (socket !== this.socket) return;
      this.heard = performance.now();
      this.patience = OPENS_WITHIN_MS;
      this.clock.renew();
      this.sent.clear();
      for (const wait of SYNC_BURST_MS) this.after(wait, () => this.exchange());
      this.events.up();
    };
    socket.onmessage = (message) => this.received(socket, message.data);
    socket.onclose = (event) => this.lost(socket, event.code);
    socket.onerror = () => undefined;
  }

  private received(socket: WebSocket, data: unknown): void {
    if (socket !== this.socket || typeof data !== "string") return;
    const now = performance.now();
    this.heard = now;
    this.attempt = 0;
    const frame = JSON.parse(data) as Frame;
    if (frame.type === "clock") this.clocked(frame, now);
    else this.events.frame(frame);
  }

  private clocked(frame: Frame, t3: number): void {
    const { t0, t1, t2 } = frame as unknown as { t0: number; t1: number; t2: number };
    const exact = this.sent.get(t0);
    if (exact === undefined) return;
    this.sent.delete(t0);
    this.clock.take(exact, t1, t2, t3);
  }

  private watch(): void {
    const socket = this.socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    if (performance.now() - this.heard > GIVEN_UP_AFTER_MS) this.lost(socket, 0);
  }

  private lost(socket: WebSocket, code: number): void {
    if (socket !== this.socket) return;
    this.socket = null;
    socket.onclose = null;
    socket.close();
    const final = FINAL_CODES.has(code);
    this.events.down(final);
    if (final || this.stopped) return;
    if (++this.attempt % DOUBT_AFTER === 0) void this.doubt();
    this.after(waitMs(this.attempt - 1), () => this.open());
  }

  /** Beside the attempts, never instead of one: the answer may take long. */
  private async doubt(): Promise<void> {
    if (this.stopped || (await this.events.admitted())) return;
    this.stopped = true;
    this.events.down(true);
  }

  private after(ms: number, then: () => void): ReturnType<typeof setTimeout> {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      if (!this.stopped) then();
    }, ms);
    this.timers.add(timer);
    return timer;
  }
}
