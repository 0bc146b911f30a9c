/** The tree of heads, one level at a time: what is open is fetched and kept fresh. */

import type { HeadsRow, RollUp } from "../generated/schema";
import type { Log } from "./log.svelte";

export interface TreeLine {
  row: HeadsRow;
  depth: number;
  open: boolean;
}

export class Tree {
  top = $state.raw<RollUp | null>(null);
  failed = $state(false);
  private levels = $state.raw<Record<string, RollUp>>({});
  private open = $state.raw<ReadonlySet<string>>(new Set());
  private turns = 0;
  /** The turn of the answer that is shown, of each level; that of the top is under "". */
  private readonly shown = new Map<string, number>();

  constructor(private readonly log: Log) {}

  /** All that are seen, in order. */
  get lines(): TreeLine[] {
    const found: TreeLine[] = [];
    const walk = (rows: readonly HeadsRow[], depth: number): void => {
      for (const row of rows) {
        const open = this.open.has(row.site);
        found.push({ row, depth, open });
        if (open) walk(this.levels[row.site]?.rows ?? [], depth + 1);
      }
    };
    walk(this.top?.rows ?? [], 0);
    return found;
  }

  async toggle(site: string): Promise<void> {
    const open = new Set(this.open);
    if (!open.delete(site)) open.add(site);
    this.open = open;
    if (open.has(site)) await this.level(site);
  }

  async load(): Promise<void> {
    if (await this.level("")) await Promise.all([...this.open].map((site) => this.level(site)));
  }

  /**
   * Read one level, the top without a site; whether the answer counted. It does not when another
   * moment is looked at meanwhile, or a newer answer is shown. (Not merely a newer question: where
   * answers take longer than the time between two questions, none would ever be shown.)
   */
  private async level(site: string): Promise<boolean> {
    const turn = ++this.turns;
    const { asked } = this.log;
    const counts = () => asked === this.log.asked && turn > (this.shown.get(site) ?? 0);
    try {
      const found = await this.log.read<RollUp>("roll-up", { under: site });
      if (!counts()) return false;
      this.shown.set(site, turn);
      if (site) this.levels = { ...this.levels, [site]: found };
      else {
        this.top = found;
        this.failed = false;
      }
      return true;
    } catch {
      if (counts()) this.failed = true;
      return false;
    }
  }
}
