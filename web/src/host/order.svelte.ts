/**
 * The list as this page shows it: held still under the pointer, walked by keyboard, dragged by mouse
 * or finger, and with the hands of the others on it.
 */

import { tick } from "svelte";
import type { HandRow, HostView, QueueRow } from "../generated/schema";
import type { Console } from "./console.svelte";
import { HOLD_MS, type Picture, type Shown, held, sameOrder } from "./hold";
import { type Landing, land } from "./next";
import { words } from "../words/language.svelte";

/** A hand is told anew before the server forgets it (30 s). */
const SAID_AGAIN_MS = 10_000;
/** Walking through the list is not told row by row. */
const TOUCH_MS = 300;

export interface Drag {
  entry: string;
  from: number;
  /** Null while it would change nothing. */
  landing: Landing | null;
  x: number;
  y: number;
}

export class Order {
  picture = $state.raw<Picture>({ rev: 0, rows: [] });
  /** The row that the arrow keys stand on; it alone is a stop of the Tab key. */
  at = $state("");
  drag = $state.raw<Drag | null>(null);
  /** Pairs that somebody wants to leave as they are: "e7 e8". */
  left = $state.raw<ReadonlySet<string>>(new Set());
  private hovered = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private said: ReturnType<typeof setInterval> | undefined;
  private touching: ReturnType<typeof setTimeout> | undefined;
  private touched: string | null = null;
  private since = { question: "", at: 0 };
  private region: HTMLElement | null = null;

  constructor(private readonly desk: Console) {}

  /** The order that is held, with what is known now of each row. */
  get shown(): Shown[] {
    return held(this.picture, this.desk.view?.queue ?? []);
  }

  /** Whether the list has another order than the one that is shown. */
  get holding(): boolean {
    const rows = this.picture.rows;
    return rows.length > 0 && !sameOrder(rows, this.desk.view?.queue ?? []);
  }

  /** Whether the end of the list is on the page. */
  get whole(): boolean {
    const view = this.desk.view;
    return !view || view.waiting <= view.queue.length;
  }

  attach = (region: HTMLElement): (() => void) => {
    this.region = region;
    return () => (this.region = null);
  };

  // --- holding still --------------------------------------------------------------------------

  /** A new view: shown at once, unless the list is pointed at or dragged. */
  take(view: HostView): void {
    const still = this.hovered || this.drag !== null;
    if (!still || sameOrder(this.picture.rows, view.queue)) this.show();
    else if (!this.drag) this.timer ??= setTimeout(() => this.show(), HOLD_MS);
  }

  point(hovered: boolean): void {
    this.hovered = hovered;
    if (!hovered && this.timer) this.show();
  }

  private show(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const view = this.desk.view;
    if (!view) return;
    const place = this.place();
    this.picture = { rev: view.floor_rev, rows: view.queue };
    if (place) void tick().then(() => this.refocus(place));
  }

  // --- the keyboard's place -------------------------------------------------------------------

  /** The row that has the keyboard, or that holds the button which has it. */
  get focused(): string | null {
    return this.place()?.entry ?? null;
  }

  private place(): { entry: string; control: string } | null {
    const on = document.activeElement;
    const row = on instanceof HTMLElement ? on.closest<HTMLElement>("[data-entry]") : null;
    if (!row || !this.region?.contains(row)) return null;
    return { entry: row.dataset.entry ?? "", control: (on as HTMLElement).dataset.control ?? "" };
  }

  /** Moving a row in the page takes the keyboard off it; put it back. */
  private refocus(place: { entry: string; control: string }): void {
    const row = this.element(place.entry);
    if (!row || row.contains(document.activeElement)) return;
    const control = row.querySelector<HTMLElement>(`[data-control="${place.control}"]`);
    (control ?? row).focus();
  }

  private element(entry: string): HTMLElement | null {
    return this.region?.querySelector<HTMLElement>(`[data-entry="${entry}"]`) ?? null;
  }

  /** One step along the list; -Infinity and Infinity are its ends. */
  step(by: number): void {
    const rows = [...(this.region?.querySelectorAll<HTMLElement>("[data-entry]") ?? [])];
    const known = rows.findIndex((row) => row.dataset.entry === this.at);
    // Coming from elsewhere, the first key only shows where it stands.
    const first = !this.focused && Number.isFinite(by);
    const to = first && known >= 0 ? known : Math.max(0, Math.min(rows.length - 1, known + by));
    rows[to]?.focus();
    rows[to]?.scrollIntoView({ block: "nearest" });
  }

  /** The row that the keys act on, with what is known of it now. */
  get row(): QueueRow | null {
    const entry = this.focused;
    return this.desk.view?.queue.find((row) => row.entry === entry) ?? null;
  }

  focus(entry: string): void {
    this.at = entry;
  }

  leave(): void {
    const on = document.activeElement;
    if (on instanceof HTMLElement && this.region?.contains(on)) on.blur();
  }

  /** Open the menu of the row that has the keyboard. */
  menu(): void {
    const row = this.focused && this.element(this.focused);
    if (row) row.querySelector<HTMLElement>('[data-control="more"]')?.click();
  }

  // --- moving ---------------------------------------------------------------------------------

  /** One place up or down. */
  move(entry: string, by: "up" | "down"): void {
    const from = this.picture.rows.findIndex((row) => row.entry === entry);
    this.put(entry, this.landing(from, by === "up" ? from - 1 : from + 2));
  }

  can(entry: string, by: "up" | "down"): boolean {
    const from = this.picture.rows.findIndex((row) => row.entry === entry);
    return from >= 0 && this.landing(from, by === "up" ? from - 1 : from + 2) !== null;
  }

  private landing(from: number, gap: number): Landing | null {
    const rows = this.picture.rows;
    return gap < 0 || gap > rows.length ? null : land(rows, from, gap, this.whole);
  }

  /** `rev` is the picture that the place was seen on. */
  private put(entry: string, landing: Landing | null, rev = this.picture.rev): void {
    if (!landing) return;
    const say = words().floor;
    const name = (one: string) => this.desk.siteOf(one);
    const label = say.dragTo(name(entry), landing.before ? name(landing.before) : "");
    void this.desk.floor(
      { type: "move_request", entry, before: landing.before },
      `entry-${entry}`,
      label,
      rev,
    );
  }

  lift(entry: string, x: number, y: number): void {
    const from = this.picture.rows.findIndex((row) => row.entry === entry);
    if (from < 0 || this.desk.stream.stale || this.heldBy(entry)) return;
    this.drag = { entry, from, landing: null, x, y };
    // The order that was on its way waits until the row is put down.
    clearTimeout(this.timer);
    this.timer = undefined;
    this.hold(entry);
  }

  /** The pointer is over this gap between rows. */
  over(gap: number, x: number, y: number): void {
    if (this.drag) this.drag = { ...this.drag, landing: this.landing(this.drag.from, gap), x, y };
  }

  drop(): void {
    const drag = this.drag;
    if (!drag) return;
    // Letting go shows the newest order; the drop rests on the one that was seen.
    const { rev } = this.picture;
    this.cancel();
    this.put(drag.entry, drag.landing, rev);
  }

  cancel(): void {
    if (!this.drag) return;
    this.drag = null;
    this.hold(null);
    this.show();
  }

  // --- hands ----------------------------------------------------------------------------------

  /** Whose hand is on the row, if it is another's. */
  heldBy(entry: string): HandRow | undefined {
    return this.desk.hands.find((hand) => hand.entry === entry);
  }

  /** Tell the others which row is being worked on here. */
  hold(entry: string | null): void {
    clearInterval(this.said);
    clearTimeout(this.touching);
    this.touched = entry;
    this.desk.hand(entry);
    if (entry) this.said = setInterval(() => this.desk.hand(entry), SAID_AGAIN_MS);
  }

  /** The keyboard or a finger is on the row: said once, so that a forgotten one is let go. */
  touch(entry: string | null): void {
    clearTimeout(this.touching);
    if (this.drag) return;
    this.touching = setTimeout(() => {
      if (entry !== this.touched) this.desk.hand(entry);
      this.touched = entry;
    }, TOUCH_MS);
  }

  // --- questions and suggestions ----------------------------------------------------------------------------

  /** How long a question has been on this page, ms. */
  seenFor(question: string): number {
    return this.since.question === question ? performance.now() - this.since.at : 0;
  }

  /** This question stands now. */
  see(question: string): void {
    if (this.since.question !== question) this.since = { question, at: performance.now() };
  }

  leaveAs(pair: string): void {
    this.left = new Set([...this.left, pair]);
  }
}
