/**
 * The people of the point as the scanner needs them: names and codes from the roster, states from
 * the newest picture, and from what was entered here since.
 */

import type { ActNow, Attendance } from "../../generated/schema";
import type { Desk } from "../desk.svelte";
import { type Delegate, enteredOf, standingOf } from "../people";
import { rosterOf } from "../roster.svelte";
import { ATTENDANCE_KINDS } from "../rows";
import type { Invited } from "./judge";

/** What was said of a person here and is not in the picture yet; since when, as far as it is told. */
export interface News {
  status: Attendance;
  since_at: number | null;
}

/** Of a page whose own server keeps what is entered: what waits there. A letter stands for everybody,
 *  however many wait; with their times only the last acts are told. */
export function waiting(
  acts: readonly ActNow[],
  entered: string,
  people: readonly Pick<Delegate, "id" | "place">[],
): Map<string, News> {
  const found = new Map<string, News>();
  for (const { id, place } of people) {
    const status = enteredOf(entered, place);
    if (status && status !== "refused") found.set(id, { status, since_at: null });
  }
  for (const act of [...acts].sort((one, other) => one.made_at - other.made_at)) {
    if (act.state !== "waiting" || !(ATTENDANCE_KINDS as readonly string[]).includes(act.what))
      continue;
    found.set(act.target, { status: act.word as Attendance, since_at: act.made_at });
  }
  return found;
}

export class People {
  readonly all: Invited[] = $derived.by(() => this.now());
  /** What was kept a moment ago, and the picture that does not show it yet. */
  private handed = $state.raw<{ on: unknown; news: readonly [string, News][] }>({
    on: null,
    news: [],
  });

  constructor(private readonly desk: Desk) {}

  /** Kept just now: whoever is read again before the next picture comes must not count twice. */
  kept(person: string, status: Attendance): void {
    const on = this.desk.stream.view;
    const before = this.handed.on === on ? this.handed.news : [];
    this.handed = { on, news: [...before, [person, { status, since_at: this.desk.now }]] };
  }

  private now(): Invited[] {
    const own = this.desk.page?.own;
    if (!own) return [];
    const roster = rosterOf(this.desk);
    const news = this.news(own.rev);
    return roster.all.map((one) => {
      const { id, name, post, code, struck } = one;
      const { status, since_at } = standingOf(one, own.roster, roster.pages, null);
      return { id, name, post, code, struck, status, since_at, ...news.get(id) };
    });
  }

  private news(rev: number): Map<string, News> {
    const page = this.desk.page;
    const box = this.desk.offline?.box;
    if (!page) return new Map();
    if (!box) {
      const handed = this.handed.on === this.desk.stream.view ? this.handed.news : [];
      const told = waiting(page.acts, page.entered, rosterOf(this.desk).all);
      return new Map([...told, ...handed]);
    }
    const entries = [...box.unseen(page.session, rev)];
    return new Map(
      entries.map(([person, entry]) => [
        person,
        { status: entry.word as Attendance, since_at: entry.device_at + (entry.offset_ms ?? 0) },
      ]),
    );
  }
}
