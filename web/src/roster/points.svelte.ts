/** The points of the meeting by code and by name, for whoever has to choose one. */

import type { Directory, DirectoryRow, Role } from "../generated/schema";
import { NoAnswer, Problem, read } from "../link/api";
import { fold } from "../text/fold";

export class PointsOf {
  rows = $state.raw<DirectoryRow[]>([]);
  title = $state("");
  private readonly byCode = $derived(new Map(this.rows.map((row) => [row.site, row])));
  private readonly byName = $derived(new Map(this.rows.map((row) => [fold(row.name), row.site])));

  constructor(
    private readonly base: string,
    private readonly role: Role,
  ) {}

  async load(): Promise<void> {
    try {
      const all = await read<Directory>(`${this.base}/directory`, { as: this.role });
      this.rows = all.sites;
      this.title = all.title;
    } catch (error) {
      // Without names the codes are shown; choosing waits for another try.
      if (!(error instanceof Problem || error instanceof NoAnswer)) throw error;
    }
  }

  name(code: string): string {
    return this.byCode.get(code)?.name ?? code;
  }

  /** The code of what was typed: a code, or a name in any spelling of its marks. */
  find(text: string): string {
    const plain = text.trim();
    if (this.byCode.has(plain.toUpperCase())) return plain.toUpperCase();
    return this.byName.get(fold(plain)) ?? "";
  }
}
