/**
 * The point's page: the same from the agent on this computer and from the coordinator. What is
 * typed goes to whoever keeps it: the agent, or the store of this browser, which delivers it to the
 * coordinator; where the browser cannot keep anything, to the coordinator itself.
 */

import { untrack } from "svelte";
import type { ActAnswer, ActNow, SiteAct, SiteMe, SitePage } from "../generated/schema";
import { NoAnswer, Problem, ask, freshId, settled } from "../link/api";
import { Stream, socketAddress } from "../link/stream.svelte";
import { allSeen } from "../text/seen";
import { Ticker } from "../time/ticker.svelte";
import { Memory } from "./memory.svelte";
import { Offline } from "./offline/offline.svelte";
import { pageOf, withEntered } from "./offline/shown";
import { type About, isAbout, latest } from "./rows";
import { openedFor } from "./session";

/** An act without its id; the desk makes one. */
export type Wanted = SiteAct extends infer Each
  ? Each extends SiteAct
    ? Omit<Each, "id">
    : never
  : never;

/** What became of an act at once: kept here, kept without the browser's promise, accepted by the
 *  coordinator, refused with a code, or nobody knows and nothing is kept. */
export interface Fate {
  kind: "kept" | "unsure" | "received" | "refused" | "unsaved";
  code: string;
}

const UNSAVED: Fate = { kind: "unsaved", code: "" };

export class Desk {
  readonly ticker = new Ticker();
  readonly stream: Stream<SitePage>;
  readonly memory: Memory;
  /** The store of this browser; null where an agent keeps what is entered. */
  readonly offline: Offline | null;
  private readonly opened: string;

  constructor(
    readonly site: string,
    readonly me: SiteMe,
  ) {
    this.opened = openedFor(me, site);
    this.memory = new Memory(site, this.opened);
    this.offline = me.via === "coordinator" ? new Offline(site, this.opened) : null;
    this.stream = new Stream<SitePage>(
      () => socketAddress(this.address("stream", "&as=site")),
      this.ticker,
      (frame) => this.received(frame),
      // For a point without an agent the page's words are its signs of life: one each beat.
      { me: () => this.address("me"), as: "site", syncEveryMs: 5000 },
    );
    this.stream.onUp = () => this.offline?.up();
  }

  /** The same meeting in whatever is asked and said: the one that this page was opened for, or
   *  that it showed without a line. */
  address(what: string, more = ""): string {
    const session = this.opened || this.offline?.session;
    const meeting = session ? `&session=${encodeURIComponent(session)}` : "";
    return `/site/${what}?site=${encodeURIComponent(this.site)}${meeting}${more}`;
  }

  start(): () => void {
    // Begun once: what is read on the way, as the meeting that was kept, must not begin it anew.
    const stops = untrack(() => [this.ticker.start(), this.stream.start(), this.offline?.start()]);
    return () => stops.forEach((stop) => stop?.());
  }

  /** The newest picture with what was entered here; without a line the last one that was kept. */
  readonly page = $derived.by(() => this.shown());

  /** Session time; without a line what this computer's clock and the last measure say. */
  get clock(): number | null {
    // Read at each tick of the page.
    const ticks = this.ticker.local > 0;
    return this.ticker.now ?? (ticks && this.offline?.time.known ? this.offline.time.now() : null);
  }

  get now(): number {
    return this.clock ?? this.page?.at ?? 0;
  }

  /** This page hears its own server. */
  readonly near: boolean = $derived.by(() => this.stream.connected && !this.stream.stale);

  /** What is shown of the meeting is of now. */
  get current(): boolean {
    return this.near && this.page?.link.connected === true;
  }

  /** What is entered now will be kept. */
  get writable(): boolean {
    if (this.offline?.keeps && this.page !== null) return true;
    return this.hears;
  }

  /** What is meant for now, like asking to speak, will be heard. */
  get hears(): boolean {
    const link = this.stream.view?.link;
    return this.near && link !== undefined && (link.durable || link.connected);
  }

  /** The newest act of a spot, from the server's list; `about` finds those made elsewhere. */
  actOf(spot: string, about?: About): ActNow | undefined {
    const acts = this.page?.acts ?? [];
    const mine = this.memory.idsOf(spot);
    return latest(acts.filter((act) => mine.has(act.id) || isAbout(act, about)));
  }

  /** Hand one act over; how it stands after that is shown by the page. */
  async act(typed: Wanted, spot: string, status = ""): Promise<Fate> {
    const wanted = allSeen(typed);
    const kept = wanted.act === "record" && this.offline?.keeps === true;
    if (!kept && !this.hears) return UNSAVED;
    const id = freshId("a");
    this.memory.put({ id, spot, status, code: "", state: "saving" });
    const fate = kept ? await this.keep(id, wanted) : await this.post(id, wanted);
    this.memory.mark(id, stateOf(fate), fate.code);
    return fate;
  }

  private shown(): SitePage | null {
    const view = this.stream.view;
    const offline = this.offline;
    if (!offline) return view;
    const page = view ?? (offline.kept && pageOf(offline.kept));
    if (!page) return null;
    const linked = this.near ? page : { ...page, link: { ...page.link, connected: false } };
    const box = offline.box;
    if (!box) return linked;
    return withEntered(linked, {
      acts: box.acts(page.session),
      waiting: box.waiting,
      keeps: offline.keeps,
      wentBack: box.wentBack,
    });
  }

  private received(frame: { type: string; view?: unknown }): SitePage | undefined {
    if (frame.type !== "page") return undefined;
    const page = frame.view as SitePage;
    this.offline?.saw(page, this.ticker.clock.synced ? this.ticker.clock.now() : null);
    return page;
  }

  private async keep(id: string, wanted: Wanted): Promise<Fate> {
    if (wanted.act !== "record" || !this.offline) return UNSAVED;
    // A plain copy: what is reactive cannot be put into a store.
    const body = JSON.parse(JSON.stringify(wanted.body)) as typeof wanted.body;
    if (!(await this.offline.enter(id, body))) return UNSAVED;
    return { kind: this.offline.durable ? "kept" : "unsure", code: "" };
  }

  private async post(id: string, wanted: Wanted): Promise<Fate> {
    try {
      const response = await ask(this.address("act"), { as: "site", body: { ...wanted, id } });
      const said = await settled<ActAnswer>(response);
      const kinds = { waiting: "kept", accepted: "received", refused: "refused" } as const;
      return { kind: kinds[said.state], code: said.code };
    } catch (error) {
      if (error instanceof Problem) return { kind: "refused", code: error.code };
      if (error instanceof NoAnswer) return UNSAVED;
      throw error;
    }
  }
}

function stateOf(fate: Fate): "handed" | "refused" | "unsaved" {
  return fate.kind === "refused" || fate.kind === "unsaved" ? fate.kind : "handed";
}
