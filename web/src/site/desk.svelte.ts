/**
 * The point's page: the same from the agent on this computer and from the coordinator. What is
 * typed goes to the page's own server, which alone says what is waiting, accepted or refused.
 */

import type { ActAnswer, ActNow, SiteAct, SiteMe, SitePage } from "../generated/schema";
import { NoAnswer, Problem, ask, freshId, settled } from "../link/api";
import { Stream, socketAddress } from "../link/stream.svelte";
import { Ticker } from "../time/ticker.svelte";
import { Memory } from "./memory.svelte";
import { type About, isAbout, latest } from "./rows";

/** An act without its id; the desk makes one. */
export type Wanted = SiteAct extends infer Each
  ? Each extends SiteAct
    ? Omit<Each, "id">
    : never
  : never;

export class Desk {
  readonly ticker = new Ticker();
  readonly stream: Stream<SitePage>;
  readonly memory: Memory;

  constructor(
    readonly site: string,
    readonly me: SiteMe,
  ) {
    this.memory = new Memory(site);
    const path = `/site/stream?site=${encodeURIComponent(site)}&as=site`;
    this.stream = new Stream<SitePage>(
      () => socketAddress(path),
      this.ticker,
      (frame) => (frame.type === "page" ? (frame.view as SitePage) : undefined),
      // For a point without an agent the page's words are its signs of life: one each beat.
      { me: "/site/me", as: "site", syncEveryMs: 5000 },
    );
  }

  start(): () => void {
    const stops = [this.ticker.start(), this.stream.start()];
    return () => stops.forEach((stop) => stop());
  }

  get page(): SitePage | null {
    return this.stream.view;
  }

  get now(): number {
    return this.ticker.now ?? this.page?.at ?? 0;
  }

  /** This page hears its own server. */
  get near(): boolean {
    return this.stream.connected && !this.stream.stale;
  }

  /** What is shown of the meeting is of now. */
  get current(): boolean {
    return this.near && this.page?.link.connected === true;
  }

  /** What is entered now will be kept. */
  get writable(): boolean {
    const link = this.page?.link;
    return this.near && link !== undefined && (link.durable || link.connected);
  }

  /** The newest act of a spot, from the server's list; `about` finds those made elsewhere. */
  actOf(spot: string, about?: About): ActNow | undefined {
    const acts = this.page?.acts ?? [];
    const mine = this.memory.idsOf(spot);
    return latest(acts.filter((act) => mine.has(act.id) || isAbout(act, about)));
  }

  /** Hand one act to the server; how it stands is then shown by the page it sends. */
  async act(wanted: Wanted, spot: string, status = ""): Promise<void> {
    if (!this.writable) return;
    const id = freshId("a");
    this.memory.put({ id, spot, status, code: "", state: "saving" });
    const path = `/site/act?site=${encodeURIComponent(this.site)}`;
    try {
      const response = await ask(path, { as: "site", body: { ...wanted, id } });
      const said = await settled<ActAnswer>(response);
      this.memory.mark(id, "handed", said.code);
    } catch (error) {
      if (error instanceof Problem) this.memory.mark(id, "refused", error.code);
      else if (error instanceof NoAnswer) this.memory.mark(id, "unsaved", "");
      else throw error;
    }
  }
}
