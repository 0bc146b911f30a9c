/** How good the lines of a few points are, and since when: asked for while somebody sees them. */

import type { Role, SiteNow } from "../generated/schema";
import { read } from "../link/api";

const SETTLE_MS = 150;
const EVERY_MS = 5000;
/** The server answers for so many at once. */
const MOST = 100;

export interface Asker {
  readonly base: string;
  readonly role: Role;
}

export class Details {
  private rows = $state.raw<ReadonlyMap<string, SiteNow>>(new Map());

  constructor(private readonly asker: Asker) {}

  of(site: string): SiteNow | undefined {
    return this.rows.get(site);
  }

  /** For an effect: ask for these soon and then again and again, until the answer is called. */
  watch(sites: readonly string[]): () => void {
    if (!sites.length) return () => undefined;
    const only = sites.slice(0, MOST).map(encodeURIComponent).join(",");
    let gone = false;
    const load = (): void => {
      read<SiteNow[]>(`${this.asker.base}/sites?only=${only}`, { as: this.asker.role }).then(
        (rows) => {
          if (!gone) this.rows = new Map(rows.map((row) => [row.site, row]));
        },
        () => undefined, // what is shown is not said to be new; the next time asks again
      );
    };
    const soon = setTimeout(load, SETTLE_MS);
    const again = setInterval(load, EVERY_MS);
    return () => {
      gone = true;
      clearTimeout(soon);
      clearInterval(again);
    };
  }
}
