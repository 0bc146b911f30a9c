/**
 * Whom the technician added and the roster does not have yet. Without a line the names are only
 * with whoever keeps what is entered: in the store of this browser, or in the agent's outbox.
 */

import type { Attendance } from "../generated/schema";
import { NoAnswer, Problem, read } from "../link/api";
import type { Desk } from "./desk.svelte";
import type { Entry } from "./offline/rows";
import type { Roster } from "./roster.svelte";

/** One entry that added somebody, as `agents/added.py` tells it. */
export interface Added {
  id: string;
  person: string;
  name: string;
  post: string;
  status: Attendance;
  state: string;
  code: string;
  made_at: number;
  settled_at: number | null;
}

/** The roster has whom the centre took by then. */
const ON_ITS_WAY_MS = 15_000;

/** Of the entries of this browser those of one session that added somebody. */
export function addedOf(entries: readonly Entry[], session: string): Added[] {
  return entries.flatMap((entry) => {
    const { id, body, state, code, settled_at } = entry;
    if (entry.session !== session || entry.redacted || body?.kind !== "attendee") return [];
    const made_at = entry.device_at + (entry.offset_ms ?? 0);
    const { person, name, post = null, status = "in_person" } = body;
    return [{ id, person, name, post: post ?? "", status, state, code, made_at, settled_at }];
  });
}

/** Whom the list does not show: who waits, who was refused, and who was taken a moment ago. The
 *  same person once, however often it was tried. */
export function unlisted(
  all: readonly Added[],
  isOnRoster: (person: string) => boolean,
  now: number,
): Added[] {
  const found = new Map<string, Added>();
  for (const one of all) {
    const settled = one.state === "accepted" && now - (one.settled_at ?? 0) > ON_ITS_WAY_MS;
    if (settled || isOnRoster(one.person)) continue;
    if (one.state !== "refused" || !found.has(one.person)) found.set(one.person, one);
  }
  return [...found.values()];
}

export class Additions {
  private told = $state.raw<readonly Added[]>([]);
  private askedFor = "";

  readonly all: readonly Added[] = $derived.by(() => {
    const box = this.desk.offline?.box;
    const session = this.desk.page?.session;
    if (!box || session === undefined) return this.told;
    return addedOf(box.entries, session);
  });

  constructor(
    private readonly desk: Desk,
    private readonly roster: Roster,
  ) {}

  get shown(): Added[] {
    return unlisted(this.all, (person) => this.roster.byId(person) !== undefined, this.desk.now);
  }

  /** Ask the agent when its outbox may say otherwise; to be called in an effect. */
  follow(): void {
    const page = this.desk.page;
    if (this.desk.offline || !page || !this.desk.near) return;
    const acts = page.acts.filter((act) => act.what === "attendee");
    const state = [page.session, page.waiting, ...acts.map((act) => act.id + act.state)].join(" ");
    if (state === this.askedFor) return;
    this.askedFor = state;
    void this.ask(state);
  }

  private async ask(state: string): Promise<void> {
    try {
      const told = await read<Added[]>(this.desk.address("added"), { as: "site" });
      if (this.askedFor === state) this.told = told;
    } catch (error) {
      if (!(error instanceof Problem || error instanceof NoAnswer)) throw error;
      // Asked again with the next picture.
      if (this.askedFor === state) this.askedFor = "";
    }
  }
}
