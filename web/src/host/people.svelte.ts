/** The delegates of one point, fetched when a dialog asks for them. */

import type { PersonRow } from "../generated/schema";
import { read } from "../link/api";
import type { Console } from "./console.svelte";

export class Delegates {
  rows = $state.raw<PersonRow[]>([]);
  failed = $state(false);

  constructor(desk: Console, site: string) {
    const path = `${desk.base}/people?site=${encodeURIComponent(site)}`;
    read<PersonRow[]>(path, { as: desk.role }).then(
      (rows) => (this.rows = rows),
      () => (this.failed = true),
    );
  }
}
