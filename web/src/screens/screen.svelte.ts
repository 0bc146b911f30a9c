/** One screen of the hall: its view, its looks, who it is, and what it was told to do. */

import type { Role, ScreenFrame } from "../generated/schema";
import type { Frame } from "../link/link";
import { Stream, socketAddress } from "../link/stream.svelte";
import { Idle, stayAwake } from "../stage/idle.svelte";
import { Ticker } from "../time/ticker.svelte";
import { spoken } from "../words/language.svelte";
import { fullScreenKeys } from "./full";
import { type Identity, identityOf, keep } from "./identity";
import { type Looks, type PageName, addressOf, looksOf, looksText, target } from "./looks";

/** Long enough to walk along a row of screens. */
const IDENTIFIED_MS = 5000;
const GROUNDS = ["--ground", "--glow"];

export type ViewName = "stage" | "wall" | "queue";

export class Screen<View extends { at: number }> {
  readonly ticker = new Ticker();
  readonly idle = new Idle();
  readonly stream: Stream<View>;
  readonly looks: Looks;
  readonly search = location.search;
  /** The number in the host's list; null until the server said it. */
  number = $state<number | null>(null);
  name = $state("");
  private identity: Identity;
  private identifiedUntil = $state(0);

  constructor(
    readonly page: PageName,
    view: ViewName,
    readonly session: string,
    role: Role,
  ) {
    this.looks = looksOf(this.search, page);
    this.identity = identityOf(
      page,
      () => sessionStorage,
      () => localStorage,
    );
    this.name = this.identity.name;
    if (this.looks.lang) spoken.language = this.looks.lang;
    const base = `/api/v1/sessions/${encodeURIComponent(session)}`;
    this.stream = new Stream<View>(
      () => socketAddress(`${base}/stream?${this.claim(view, role)}`),
      this.ticker,
      (frame) => this.pick(frame),
      { me: "/api/v1/me", as: role },
    );
  }

  start(): () => void {
    const stops = [
      this.ticker.start(),
      this.stream.start(),
      this.idle.start(),
      stayAwake(),
      fullScreenKeys(),
      this.dress(),
    ];
    return () => stops.forEach((stop) => stop());
  }

  get view(): View | null {
    return this.stream.view;
  }

  get now(): number | null {
    return this.ticker.now;
  }

  /** Told to make itself known a moment ago. */
  get identified(): boolean {
    return this.ticker.local < this.identifiedUntil;
  }

  private claim(view: ViewName, role: Role): string {
    const said = { view, as: role, screen: this.identity.id, page: this.page, name: this.name };
    return new URLSearchParams({ ...said, looks: looksText(this.search) }).toString();
  }

  private pick(frame: Frame): View | undefined {
    if (frame.type === "screen") this.told(frame as unknown as ScreenFrame);
    return frame.type === "view" ? (frame.data as View) : undefined;
  }

  private told(frame: ScreenFrame): void {
    this.number = frame.number;
    if (frame.do === "rename" || frame.do === "known") this.call(frame.name);
    if (frame.do === "identify") this.identifiedUntil = performance.now() + IDENTIFIED_MS;
    const there = frame.do === "redirect" ? target(frame.to ?? "") : null;
    if (!there) return;
    this.keepFor(there.page);
    location.assign(addressOf(there.page, this.session, there.looks));
  }

  private call(name: string): void {
    if (name === this.name) return;
    this.name = name;
    this.identity = { ...this.identity, name };
    this.keepFor(this.page);
  }

  /** The tab is this screen on that page. */
  private keepFor(page: PageName): void {
    keep(
      this.identity,
      page,
      () => sessionStorage,
      () => localStorage,
    );
  }

  /** Size, theme and ground belong to the whole document. */
  private dress(): () => void {
    const root = document.documentElement;
    root.dataset.theme = this.looks.theme;
    root.style.setProperty("--size", String(this.looks.size));
    const ground = this.looks.bg ?? (this.looks.theme === "transparent" ? "transparent" : null);
    for (const name of ground ? GROUNDS : []) root.style.setProperty(name, ground);
    return () => {
      delete root.dataset.theme;
      root.style.removeProperty("--size");
      for (const name of GROUNDS) root.style.removeProperty(name);
    };
  }
}
