/** A long list of which only what is seen is fetched: pages of rows, refreshed while they are seen. */

export interface Page<T> {
  rows: T[];
  offset: number;
  total: number | null;
}

export type Fetch<T> = (offset: number, limit: number) => Promise<Page<T>>;

export const PAGE = 100;

export class Pages<T> {
  /** All that were asked for; null before the first answer. */
  total = $state<number | null>(null);
  /** Whether there are more than a search has shown. */
  more = $state(false);
  failed = $state(false);
  /** Counts up with each answer, so that what reads rows follows. */
  private turn = $state(0);
  private rows = new Map<number, T>();
  private asking = new Map<number, number>();
  private wanted: [number, number] = [0, PAGE - 1];
  private epoch = 0;

  constructor(private fetch: Fetch<T>) {}

  /** The row at this place, once it is here. */
  at(index: number): T | undefined {
    void this.turn;
    return this.rows.get(index);
  }

  /** All rows from the first on, as far as they are here without a gap. */
  all(): T[] {
    void this.turn;
    const found: T[] = [];
    for (let index = 0; ; index += 1) {
      const row = this.rows.get(index);
      if (row === undefined) return found;
      found.push(row);
    }
  }

  /** Another list: what is shown stays until the first answer of the new one. */
  begin(fetch: Fetch<T>): void {
    this.fetch = fetch;
    this.epoch += 1;
    this.asking.clear();
    this.wanted = [0, PAGE - 1];
    void this.load(0, true);
  }

  /** These rows are seen. */
  see(first: number, last: number): void {
    this.wanted = [first, last];
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) {
      const known = this.rows.has(page * PAGE);
      const there = this.total === null ? page === 0 : page * PAGE < this.total;
      if (!known && there && !this.asking.has(page)) void this.load(page, false);
    }
  }

  /** Fetch what is seen once more. */
  async refresh(): Promise<void> {
    const [first, last] = this.wanted;
    const from = Math.floor(first / PAGE);
    const to = Math.floor(Math.max(first, Math.min(last, (this.total ?? 1) - 1)) / PAGE);
    const pages = Array.from({ length: to - from + 1 }, (_, at) => from + at);
    await Promise.all(pages.map((page) => this.load(page, false)));
  }

  /** Fetch every row there is, for paper. */
  async whole(): Promise<void> {
    for (let page = 0; page * PAGE < (this.total ?? 0); page += 1) {
      if (!this.rows.has(page * PAGE)) await this.load(page, false);
    }
  }

  private async load(page: number, anew: boolean): Promise<void> {
    const epoch = this.epoch;
    this.asking.set(page, epoch);
    try {
      const answer = await this.fetch(page * PAGE, PAGE);
      if (epoch !== this.epoch) return;
      if (anew || (answer.total !== null && answer.total !== this.total)) this.forget(page);
      answer.rows.forEach((row, at) => this.rows.set(answer.offset + at, row));
      this.more = answer.total === null;
      this.total = answer.total ?? answer.offset + answer.rows.length;
      this.failed = false;
      this.turn += 1;
      if (anew) this.see(...this.wanted);
    } catch {
      // What is shown stays; the next turn asks again.
      if (epoch === this.epoch) this.failed = true;
    } finally {
      if (this.asking.get(page) === epoch) this.asking.delete(page);
    }
  }

  /** The list has another length: rows of other pages may have moved. */
  private forget(page: number): void {
    for (const index of [...this.rows.keys()]) {
      const of = Math.floor(index / PAGE);
      const seen = of >= this.wanted[0] / PAGE - 1 && of <= this.wanted[1] / PAGE + 1;
      if (of === page || !seen) this.rows.delete(index);
    }
  }
}
