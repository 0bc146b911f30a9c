/** The log as the coordinator last gave it: asked for every few seconds, never streamed. */

import type { Overview, Role, SpeechRow } from "../generated/schema";
import { NoAnswer, ask, read } from "../link/api";
import { type Act, Acts, type Command } from "../link/acts.svelte";
import { Ticker } from "../time/ticker.svelte";
import { type Asked, NOW, params } from "./query";

const EVERY_MS = 5000;
export const STALE_AFTER_MS = 12_000;

export type Tab =
  | "points"
  | "people"
  | "charts"
  | "tree"
  | "corrections"
  | "reviews"
  | "rolls"
  | "speeches"
  | "compare";

export class Log {
  readonly ticker = new Ticker();
  readonly base: string;
  readonly acts: Acts;
  /** The figures of the moment that is looked at. */
  view = $state.raw<Overview | null>(null);
  /** The figures of now: what charts are drawn of, whatever moment is looked at. */
  now = $state.raw<Overview | null>(null);
  speeches = $state.raw<SpeechRow[]>([]);
  asked = $state.raw<Asked>(NOW);
  tab = $state<Tab>("points");
  /** The point and the person that are looked at. */
  chosen = $state<string | null>(null);
  person = $state<string | null>(null);
  /** Of whom the list of people is. */
  mark = $state<string | null>(null);
  /** Counts up when lists are to be fetched again. */
  turn = $state(0);
  /** What this page did is at this revision: whatever it reads next knows of it. */
  private since = 0;
  private heard = $state(0);
  private loads = 0;
  private loading = false;

  constructor(
    session: string,
    readonly role: Role,
  ) {
    this.base = `/api/v1/sessions/${encodeURIComponent(session)}`;
    this.acts = new Acts(this.base, () => role, this.ticker.clock);
  }

  start(): () => void {
    const stop = this.ticker.start();
    const again = () => {
      if (document.visibilityState === "visible") void this.load();
    };
    // Over a poor line a read takes longer than this: begun anew each time, none would ever be used.
    const timer = setInterval(() => {
      if (!this.loading) again();
    }, EVERY_MS);
    document.addEventListener("visibilitychange", again);
    void this.load();
    return () => {
      stop();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", again);
    };
  }

  get age(): number | null {
    return this.now === null ? null : Math.max(0, this.ticker.local - this.heard);
  }

  get stale(): boolean {
    return this.age !== null && this.age > STALE_AFTER_MS;
  }

  /** After the end every change waits for a second person. */
  get ended(): boolean {
    return this.now?.phase === "closed" || this.now?.phase === "reopened";
  }

  /** What is looked at is how the meeting ended: whoever is there stayed. */
  get atEnd(): boolean {
    return this.now?.phase === "closed" && this.asked.at === null;
  }

  choose(site: string | null): void {
    this.chosen = site;
    this.person = null;
  }

  show(person: string, site: string): void {
    this.chosen = site;
    this.person = person;
  }

  /** Look at another moment; null is now. */
  look(asked: Partial<Asked>): void {
    this.asked = { ...this.asked, known: null, ...asked };
    void this.load();
  }

  /** One read of the log, of the moment that is looked at. */
  async read<T>(
    what: string,
    more: Record<string, string | number | null | undefined> = {},
  ): Promise<T> {
    const path = `${this.base}/attendance/${what}${params(this.asked, more, this.since)}`;
    return read<T>(path, { as: this.role });
  }

  /** All parts; answers of an older turn never replace those of a newer one. */
  async load(): Promise<void> {
    const turn = ++this.loads;
    const asked = this.asked;
    this.loading = true;
    try {
      const t0 = performance.now();
      const plain = { ...NOW, sharePercent: asked.sharePercent };
      const now = await this.overview(plain);
      if (turn !== this.loads) return;
      this.heard = performance.now();
      // The answer carries the session's time: a clock exchange of one instant.
      this.ticker.clock.take(t0, now.at, now.at, this.heard);
      this.now = now;
      void this.acts.askOpen();
      const view = asked.at === null ? now : await this.overview(asked);
      if (turn !== this.loads) return;
      this.view = view;
      this.turn += 1;
      if (this.tab === "speeches") await this.loadSpeeches();
    } catch {
      // What is shown grows old, visibly; the next turn asks again.
    } finally {
      if (turn === this.loads) this.loading = false;
    }
  }

  private overview(asked: Asked): Promise<Overview> {
    const path = `${this.base}/attendance/overview${params(asked, {}, this.since)}`;
    return read<Overview>(path, { as: this.role });
  }

  async loadSpeeches(): Promise<void> {
    this.speeches = await read<SpeechRow[]>(`${this.base}/speeches`, { as: this.role });
  }

  /** The newest time of which something can be noted: of a meeting that is over, its end. */
  get latest(): number {
    const end = this.now?.end_at ?? 0;
    return this.ended ? end : (this.ticker.now ?? end);
  }

  /** Send a command; what is read afterwards knows of it. */
  async send(command: Command, spot: string, label: string): Promise<Act> {
    const act = await this.acts.send(command, spot, label);
    if (act.rev !== null) this.since = Math.max(this.since, act.rev);
    void this.load();
    return act;
  }

  /** Save a CSV under its name; false when it could not be fetched. */
  async save(what: "attendance" | "speeches"): Promise<boolean> {
    try {
      const response = await ask(`${this.base}/${what}?format=csv`, {
        as: this.role,
        headers: { Accept: "text/csv" },
      });
      if (!response.ok) return false;
      const address = URL.createObjectURL(await response.blob());
      const link = document.createElement("a");
      link.href = address;
      link.download = nameIn(response.headers.get("Content-Disposition")) ?? `${what}.csv`;
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
      return true;
    } catch (error) {
      if (error instanceof NoAnswer) return false;
      throw error;
    }
  }
}

function nameIn(disposition: string | null): string | null {
  return /filename="?([^";]+)"?/.exec(disposition ?? "")?.[1] ?? null;
}
