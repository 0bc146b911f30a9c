/** The console's own state: who acts, what is shown, which dialog is open. The view decides the rest. */

import type { ConsoleRow, HandRow, HostView, Role, SiteState } from "../generated/schema";
import { Acts, type Command } from "../link/acts.svelte";
import { Stream, socketAddress } from "../link/stream.svelte";
import { LivePoints, letterAt } from "../points/live.svelte";
import { loadBook } from "../points/load";
import type { Book, Point } from "../points/points";
import type { GroupKey } from "./groups";
import { type SideOpen, Sides } from "./sides.svelte";
import { Ticker } from "../time/ticker.svelte";
import { OwnTurns } from "./own-turns";
import { Renewal } from "./renewal";

export type Open =
  | { kind: "finder" }
  | { kind: "points"; under?: string; state?: SiteState }
  | { kind: "site"; site: string }
  | { kind: "request"; site: string; channel: "telephone" | "chair" }
  | { kind: "speaker"; entry: string; site: string; siteName: string }
  | { kind: "limits" }
  | { kind: "wind" }
  | { kind: "order" }
  | { kind: "chair" }
  | { kind: "call"; site: string; entry: string }
  | { kind: "notice"; site: string | null; group?: GroupKey }
  | { kind: "close" }
  | { kind: "screens" }
  | { kind: "keys" }
  | SideOpen;

const NO_SITES: ReadonlyMap<string, Point> = new Map();
const ARMED_MS = 3000;
/** So long at most does an act wait for this page's own act before it. */
const FIRST_MS_MAX = 400;
const LOOK_MS = 10;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export class Console {
  readonly ticker = new Ticker();
  readonly stream: Stream<HostView>;
  readonly acts: Acts;
  readonly base: string;
  readonly live: LivePoints;
  /** Names and places of all points; what hardly changes. */
  directory = $state.raw<Book | null>(null);
  private readonly renewal = new Renewal(() => this.fetchDirectory());
  private readonly ownTurns = new OwnTurns();
  private readonly under = new Set<string>();
  private last: Promise<void> = Promise.resolve();
  open = $state<Open | null>(null);
  readonly sides = new Sides();
  /** Who else has the console open. */
  here = $state.raw<readonly ConsoleRow[]>([]);
  /** The hands of the others on the list. */
  hands = $state.raw<readonly HandRow[]>([]);
  /** Page time until which a second E ends the turn of `armed`. */
  private armedUntil = $state(0);
  private armed = $state<string | null>(null);
  sites = $derived<ReadonlyMap<string, Point>>(this.directory?.bySite ?? NO_SITES);

  constructor(
    readonly session: string,
    readonly role: Role,
  ) {
    this.base = `/api/v1/sessions/${encodeURIComponent(session)}`;
    const path = `${this.base}/stream?view=host&as=${role}`;
    this.stream = new Stream<HostView>(
      () => socketAddress(path),
      this.ticker,
      (frame) => {
        if (frame.type === "consoles") this.here = frame.here as ConsoleRow[];
        if (frame.type === "hands") this.hands = frame.hands as HandRow[];
        if (frame.type !== "view") return undefined;
        const view = frame.data as HostView;
        this.renewal.hear(view.names_rev);
        return view;
      },
      { me: "/api/v1/me", as: role },
    );
    this.live = new LivePoints(this);
    this.acts = new Acts(this.base, () => this.role, this.ticker.clock);
    this.stream.onUp = () => {
      this.hands = [];
      void this.acts.askOpen();
      void this.renewal.now();
    };
  }

  start(): () => void {
    const stops = [this.ticker.start(), this.stream.start(), this.acts.keepAsking()];
    stops.push(() => this.renewal.stop());
    return () => stops.forEach((stop) => stop());
  }

  get view(): HostView | null {
    return this.stream.view;
  }

  get now(): number {
    return this.ticker.now ?? this.view?.at ?? 0;
  }

  get isHost(): boolean {
    return this.role === "host";
  }

  /**
   * A command on the list or the speaker: rests on the picture that was clicked. Two quick presses
   * are two acts: the second waits a moment for the first, whose result it knows of.
   */
  async floor(command: Command, spot: string, label: string, rev = this.view?.floor_rev) {
    if (this.stream.stale) return undefined;
    const first = Promise.race([this.last, pause(FIRST_MS_MAX)]);
    this.under.add(spot);
    const made = first
      .then(() => this.acts.send(command, spot, label, rev && this.ownTurns.after(rev)))
      .finally(() => this.under.delete(spot));
    this.last = made.then((act) => this.seen(rev, act.rev));
    return made;
  }

  /** Whether an act of this spot is on its way, or waits for the one before it. */
  isBusy(spot: string): boolean {
    return this.under.has(spot) || this.acts.busy(spot);
  }

  /** This page's own act led from one picture to the next; done when that one is here. */
  private async seen(from: number | undefined, to: number | null): Promise<void> {
    if (from === undefined || to === null) return;
    for (let waited = 0; waited < FIRST_MS_MAX && this.floorRev < to; waited += LOOK_MS) {
      await pause(LOOK_MS);
    }
    if (this.floorRev >= to) this.ownTurns.led(from, to);
  }

  private get floorRev(): number {
    return this.view?.floor_rev ?? 0;
  }

  /** Tell the others which entry of the list is being worked on here; null lets go. */
  hand(entry: string | null): void {
    this.stream.say({ type: "hand", entry });
  }

  /** Any other command. */
  send(command: Command, spot: string, label: string) {
    if (this.stream.stale) return Promise.resolve(undefined);
    return this.acts.send(command, spot, label);
  }

  /** The point of an entry, for conflicts. */
  siteOf = (entry: string): string => {
    const view = this.view;
    if (view?.speaking?.entry === entry) return view.speaking.site_name;
    const row = [...(view?.queue ?? []), ...(view?.aside ?? [])].find((one) => one.entry === entry);
    if (row) return row.site_name;
    return view?.last_spoke?.entry === entry ? view.last_spoke.site_name : "";
  };

  nameOf(site: string | null): string {
    return (site && this.sites.get(site)?.name) || site || "";
  }

  /** The first press arms, the second within three seconds is true. */
  armOrFire(entry: string): boolean {
    if (this.isArmed(entry)) {
      this.disarm();
      return true;
    }
    this.armed = entry;
    this.armedUntil = performance.now() + ARMED_MS;
    return false;
  }

  isArmed(entry: string): boolean {
    return this.armed === entry && this.ticker.local < this.armedUntil;
  }

  disarm(): void {
    this.armed = null;
  }

  /** The live state of a point, while they are watched. */
  letterOf(point: Point): SiteState | undefined {
    return letterAt(this.live.states, this.directory, point.at);
  }

  /** The live states come in this order: when it is another one, so is the directory. */
  ordered(order: string): void {
    if (this.directory && this.directory.order !== order) void this.renewal.now();
  }

  private async fetchDirectory(): Promise<void> {
    try {
      const wish = { path: `${this.base}/directory`, as: this.role };
      const book = await loadBook({ ...wish, tag: this.directory?.tag ?? null });
      if (book) this.directory = book;
    } catch {
      // Names stay as they were; the next reconnection asks again.
    }
  }
}
