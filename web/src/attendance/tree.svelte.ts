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
    try {
      this.top = await this.log.read<RollUp>("roll-up");
      this.failed = false;
      await Promise.all([...this.open].map((site) => this.level(site)));
    } catch {
      this.failed = true;
    }
  }

  private async level(site: string): Promise<void> {
    try {
      const found = await this.log.read<RollUp>("roll-up", { under: site });
      this.levels = { ...this.levels, [site]: found };
    } catch {
      this.failed = true;
    }
  }
}
