/** The answer to a call: who will speak, and whether the point is ready. */

import type { RequestNow } from "../generated/schema";
import type { Desk } from "./desk.svelte";

export class Standby {
  /** Another choice holds for its call only; the next call asks anew. */
  private picked = $state.raw<{ call: string; person: string } | null>(null);

  constructor(private readonly desk: Desk) {}

  /** Where the answer to this call is made and its trace is shown. */
  spotOf(request: RequestNow): string {
    return `ready-${request.entry}-${request.called_at}`;
  }

  /** The speaker as chosen here, or as the centre has it; "" when nobody is known. */
  personOf(request: RequestNow): string {
    const picked = this.picked;
    return picked?.call === this.spotOf(request) ? picked.person : (request.person ?? "");
  }

  /** Chosen here and not at the centre yet. */
  replaced(request: RequestNow): boolean {
    return this.personOf(request) !== (request.person ?? "");
  }

  choose(request: RequestNow, person: string): void {
    this.picked = { call: this.spotOf(request), person };
  }

  /** Ready confirms the speaker in the same step. */
  report(request: RequestNow, ready: boolean): void {
    if (request.called_at === null) return;
    const person = this.personOf(request);
    void this.desk.act(
      {
        act: "report_ready",
        entry: request.entry,
        called_at: request.called_at,
        ready,
        ...(ready && person ? { person } : {}),
      },
      this.spotOf(request),
    );
  }
}
