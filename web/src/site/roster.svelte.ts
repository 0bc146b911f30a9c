/**
 * The names of a point's people: fetched page by page when the picture shows another tag, kept by
 * whoever keeps for this page. One for a desk, however many parts of the page look.
 */

import type { PersonSaid, RosterNow, RosterPage } from "../generated/schema";
import { NoAnswer, Problem, read } from "../link/api";
import type { Desk } from "./desk.svelte";
import { type Delegate, delegates } from "./people";

const AGAIN_MS = 2000;
const SAID_AT_ONCE = 25;

const shared = new WeakMap<Desk, Roster>();

/** The roster of this desk. */
export function rosterOf(desk: Desk): Roster {
  let found = shared.get(desk);
  if (!found) shared.set(desk, (found = new Roster(desk)));
  return found;
}

export class Roster {
  pages = $state.raw<ReadonlyMap<number, RosterPage>>(new Map());
  /** Everybody, in the roster's order. */
  readonly all: readonly Delegate[] = $derived.by(() => delegates(this.pages));
  private readonly ids = $derived.by(() => new Map(this.all.map((one) => [one.id, one])));
  private readonly codes = $derived.by(
    () => new Map(this.all.filter((one) => one.code).map((one) => [one.code, one])),
  );
  /** What was said of people besides their states, with the state it was said of. */
  private said = $state.raw<ReadonlyMap<string, { stamp: string; said: PersonSaid }>>(new Map());
  private fetching = false;
  private askedFor = "";
  /** The meeting that the pages are of. */
  private session = "";

  constructor(private readonly desk: Desk) {
    void this.recall();
  }

  byId(id: string): Delegate | undefined {
    return this.ids.get(id);
  }

  byCode(code: string): Delegate | undefined {
    return this.codes.get(code);
  }

  /** Follow the pictures; to be called in an effect, which it depends on. */
  follow(now: RosterNow): void {
    this.belong(this.desk.page?.session ?? "");
    const wanted = this.missing(now);
    const last = Math.max(-1, ...this.pages.keys());
    if (last >= now.pages.length) {
      this.pages = new Map([...this.pages].filter(([page]) => page < now.pages.length));
    }
    if (wanted.length && !this.fetching && this.desk.near) void this.fetch(now, wanted);
  }

  /** Ids and tags of one meeting say nothing in another. */
  private belong(session: string): void {
    if (this.session !== "" && this.session !== session) {
      this.pages = new Map();
      this.said = new Map();
    }
    this.session = session;
  }

  private missing(now: RosterNow): number[] {
    return now.pages.flatMap((tag, page) => (this.pages.get(page)?.tag === tag ? [] : [page]));
  }

  private async recall(): Promise<void> {
    const kept = (await this.desk.offline?.roster()) ?? [];
    const session = kept[0]?.session;
    if (session === undefined || this.pages.size > 0) return;
    // A picture of another meeting may have come meanwhile.
    if (this.session !== "" && this.session !== session) return;
    this.session = session;
    this.put(kept);
  }

  /** An agent has the pages a moment later than the picture: what did not come is asked again. */
  private async fetch(now: RosterNow, wanted: number[]): Promise<void> {
    this.fetching = true;
    const { session } = this;
    const some = this.pages.size > 0 ? `&pages=${wanted.join(",")}` : "";
    try {
      const fresh = await read<RosterPage[]>(this.desk.address("roster", some), { as: "site" });
      if (this.session !== session) return;
      this.put(fresh);
      for (const page of fresh) void this.desk.offline?.keepRoster({ ...page, session });
    } catch (error) {
      if (!(error instanceof Problem || error instanceof NoAnswer)) throw error;
    } finally {
      const short = this.missing(now).length > 0;
      setTimeout(() => this.again(), short ? AGAIN_MS : 0);
    }
  }

  private again(): void {
    this.fetching = false;
    const now = this.desk.page?.own?.roster;
    if (now) this.follow(now);
  }

  private put(pages: readonly RosterPage[]): void {
    const next = new Map(this.pages);
    for (const page of pages) {
      if (page.people.length) next.set(page.page, page);
      else next.delete(page.page);
    }
    this.pages = next;
  }

  // --- what was said besides ----------------------------------------------------------------

  /** `stamp` tells one state of a person from the next. */
  saidOf(person: string, stamp: string): PersonSaid | null {
    const found = this.said.get(person);
    return found?.stamp === stamp ? found.said : null;
  }

  /** Have this ready for the people who are looked at. */
  async look(people: readonly { id: string; stamp: string }[]): Promise<void> {
    const wanted = people
      .filter(({ id, stamp }) => this.said.get(id)?.stamp !== stamp)
      .slice(0, SAID_AT_ONCE);
    const asked = wanted.map(({ id, stamp }) => `${id} ${stamp}`).join();
    if (!wanted.length || asked === this.askedFor || !this.desk.near) return;
    this.askedFor = asked;
    const stamps = new Map(wanted.map(({ id, stamp }) => [id, stamp]));
    const persons = wanted.map(({ id }) => id).join(",");
    const path = this.desk.address("said", `&persons=${persons}`);
    try {
      const rows = await read<PersonSaid[]>(path, { as: "site" });
      const next = new Map(this.said);
      for (const said of rows)
        next.set(said.person, { stamp: stamps.get(said.person) ?? "", said });
      // Without an answer nothing changes here, or the same would be asked again at once, for ever:
      // an agent without a line knows only what was entered on it.
      if (rows.length) this.said = next;
    } catch (error) {
      if (!(error instanceof Problem || error instanceof NoAnswer)) throw error;
    } finally {
      this.askedFor = "";
    }
  }
}
