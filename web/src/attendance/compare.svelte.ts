/** Sessions of a series side by side: which there are, which are chosen, who came to which. */

import type { Role, SeriesRows, SeriesView, SessionRows } from "../generated/schema";
import { read } from "../link/api";

const ROWS = 200;

export class Compare {
  sessions = $state.raw<SessionRows>([]);
  chosen = $state.raw<ReadonlySet<string>>(new Set());
  view = $state.raw<SeriesView | null>(null);
  limit = $state(ROWS);
  failed = $state(false);
  private turn = 0;

  constructor(
    private readonly session: string,
    private readonly role: Role,
  ) {}

  /** The sessions that this browser has the log of; those of this one's series are chosen. */
  async begin(): Promise<void> {
    try {
      this.sessions = await read<SessionRows>("/api/v1/sessions", { as: this.role });
      const known = await read<SeriesRows>("/api/v1/series", { as: this.role });
      const series = new Map(known.map((row) => [row.session, row.series]));
      const own = series.get(this.session);
      const same = this.sessions.filter((row) => own && series.get(row.session) === own);
      this.chosen = new Set([this.session, ...same.map((row) => row.session)]);
      await this.load();
    } catch {
      this.failed = true;
    }
  }

  async toggle(session: string): Promise<void> {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(session)) chosen.add(session);
    this.chosen = chosen;
    this.limit = ROWS;
    await this.load();
  }

  async more(): Promise<void> {
    this.limit += ROWS;
    await this.load();
  }

  async load(): Promise<void> {
    const turn = ++this.turn;
    if (!this.chosen.size) {
      this.view = null;
      return;
    }
    const ids = encodeURIComponent([...this.chosen].join(","));
    try {
      const path = `/api/v1/comparison?sessions=${ids}&limit=${this.limit}`;
      const found = await read<SeriesView>(path, { as: this.role });
      if (turn !== this.turn) return;
      this.view = found;
      this.failed = false;
    } catch {
      this.failed = turn === this.turn;
    }
  }
}
