/** A view that the server keeps sending: the newest wins, and the page knows how old it is. */

import type { Ticker } from "../time/ticker.svelte";
import type { Role } from "../generated/schema";
import { Problem, read } from "./api";
import { type Frame, Link, type LinkEvents } from "./link";

/** Beyond this the data are shown as old. */
export const STALE_AFTER_MS = 2000;

export interface StreamOptions {
  /** Where to ask whether this sign-in still holds. */
  me: string | (() => string);
  as: Role;
  syncEveryMs?: number;
}

/** False only when the server says so; silence says nothing. */
async function admitted(me: string, as: Role): Promise<boolean> {
  try {
    await read(me, { as });
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) return true;
    // A sign-in that holds, but not for this meeting.
    return ![401, 403].includes(error.body.status) && error.code !== "unknown_session";
  }
}

export class Stream<View extends { at: number }> {
  view = $state.raw<View | null>(null);
  connected = $state(false);
  /** The server refused this sign-in; trying again will not help. */
  refused = $state(false);
  /** Session time when the line was last heard, once it has gone silent. */
  private heardAt = $state<number | null>(null);
  private heard = $state(0);
  private link: Link;
  /** Called whenever the line is back, for questions that were left open. */
  onUp: () => void = () => undefined;

  constructor(
    address: () => string,
    private readonly ticker: Ticker,
    pick: (frame: Frame) => View | undefined,
    options: StreamOptions,
  ) {
    const events: LinkEvents = {
      admitted: () =>
        admitted(typeof options.me === "string" ? options.me : options.me(), options.as),
      frame: (frame) => this.take(frame, pick(frame)),
      up: () => {
        this.connected = true;
        this.onUp();
      },
      down: (final) => {
        this.connected = false;
        this.refused = final;
      },
    };
    this.link = new Link(address, ticker.clock, events, options.syncEveryMs);
  }

  start(): () => void {
    return this.link.start();
  }

  /** A word to the server that may be lost. */
  say(word: Frame): void {
    this.link.say(word);
  }

  /** How long since the server said anything, ms; null before the first word. */
  get age(): number | null {
    return this.view === null ? null : Math.max(0, this.ticker.local - this.heard);
  }

  get stale(): boolean {
    return this.age !== null && this.age > STALE_AFTER_MS;
  }

  /** Session time of the last word: since then nothing is known. */
  get lastHeardAt(): number | null {
    return this.heardAt;
  }

  private take(frame: Frame, view: View | undefined): void {
    this.heard = performance.now();
    const at = view?.at ?? (typeof frame.at === "number" ? frame.at : null);
    if (at !== null) this.ticker.clock.hint(at);
    if (view !== undefined) this.view = view;
    this.heardAt = this.ticker.clock.now();
    this.ticker.tick();
  }
}

/** The address of a stream on this page's own server. */
export function socketAddress(path: string): string {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}${path}`;
}
