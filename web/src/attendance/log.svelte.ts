/** The log as the coordinator last gave it: asked for every few seconds, never streamed. */

import type { AttendanceView, Role, SiteDetail, SpeechRow } from "../generated/schema";
import { NoAnswer, ask, read } from "../link/api";
import { Ticker } from "../time/ticker.svelte";

const EVERY_MS = 5000;
export const STALE_AFTER_MS = 12_000;

export class Log {
  readonly ticker = new Ticker();
  readonly base: string;
  view = $state.raw<AttendanceView | null>(null);
  speeches = $state.raw<SpeechRow[]>([]);
  detail = $state.raw<SiteDetail | null>(null);
  chosen = $state<string | null>(null);
  private heard = $state(0);
  private turn = 0;

  constructor(
    session: string,
    private readonly role: Role,
  ) {
    this.base = `/api/v1/sessions/${encodeURIComponent(session)}`;
  }

  start(): () => void {
    const stop = this.ticker.start();
    const again = () => {
      if (document.visibilityState === "visible") void this.load();
    };
    const timer = setInterval(again, EVERY_MS);
    document.addEventListener("visibilitychange", again);
    void this.load();
    return () => {
      stop();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", again);
    };
  }

  get age(): number | null {
    return this.view === null ? null : Math.max(0, this.ticker.local - this.heard);
  }

  get stale(): boolean {
    return this.age !== null && this.age > STALE_AFTER_MS;
  }

  choose(site: string | null): void {
    this.chosen = site;
    if (this.detail?.row.site !== site) this.detail = null;
    if (site !== null) void this.loadDetail(site);
  }

  /** All parts; answers of an older turn never replace those of a newer one. */
  async load(): Promise<void> {
    const turn = ++this.turn;
    try {
      const t0 = performance.now();
      const view = await read<AttendanceView>(`${this.base}/attendance`, { as: this.role });
      if (turn !== this.turn) return;
      this.heard = performance.now();
      // The answer carries the session's time: a clock exchange of one instant.
      this.ticker.clock.take(t0, view.at, view.at, this.heard);
      this.view = view;
      const speeches = await read<SpeechRow[]>(`${this.base}/speeches`, { as: this.role });
      if (turn !== this.turn) return;
      this.speeches = speeches;
      if (this.chosen !== null) await this.loadDetail(this.chosen);
    } catch {
      // What is shown grows old, visibly; the next turn asks again.
    }
  }

  private async loadDetail(site: string): Promise<void> {
    try {
      const path = `${this.base}/attendance?site=${encodeURIComponent(site)}`;
      const detail = await read<SiteDetail>(path, { as: this.role });
      if (this.chosen === site) this.detail = detail;
    } catch {
      // The table still stands; the next turn asks again.
    }
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
