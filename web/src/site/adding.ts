/** One person is added, in as many tries as it takes: an answer may be lost after it was done. */

import type { Desk, Fate } from "./desk.svelte";
import type { RecordBody } from "./offline/rows";

type Attendee = Extract<RecordBody, { kind: "attendee" }>;

export class Adding {
  /** What was sent without an answer. */
  private readonly unanswered = new Set<string>();

  constructor(private readonly desk: Pick<Desk, "act" | "memory">) {}

  /** On the list already, and nothing else was ever sent of this person: then it was this. */
  async add(body: Attendee): Promise<Fate> {
    const spot = `person-${body.person}`;
    const said = JSON.stringify(body);
    const fate = await this.desk.act({ act: "record", body }, spot, body.status ?? "in_person");
    if (fate.kind === "unsaved") this.unanswered.add(said);
    const before = this.unanswered.size === 1 && this.unanswered.has(said);
    if (fate.code !== "already_exists" || !before) return fate;
    // The person's row says the same.
    const asked = this.desk.memory.of(spot);
    if (asked) this.desk.memory.mark(asked.id, "handed", "");
    return { kind: "received", code: "" };
  }
}
