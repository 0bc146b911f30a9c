/** Who attends, as one part of the page after the other needs it: the roster, the states, and what
 *  was entered here meanwhile. */

import type { ActNow, Attendance, OwnFrame } from "../generated/schema";
import type { Desk } from "./desk.svelte";
import type { Asked } from "./memory.svelte";
import {
  type Delegate,
  type PersonNow,
  enteredOf,
  isListed,
  letterOf,
  presentCount,
  standingOf,
} from "./people";
import { type Roster, rosterOf } from "./roster.svelte";
import { ATTENDANCE_KINDS, type PersonRow, latest, personRow, standing } from "./rows";

export class Attending {
  readonly roster: Roster;
  /** Entries on their way, and the picture they were made on. */
  private readonly saving = new Map<string, OwnFrame>();

  constructor(
    private readonly desk: Desk,
    private readonly frame: () => OwnFrame,
  ) {
    this.roster = rosterOf(desk);
  }

  get own(): OwnFrame {
    return this.frame();
  }

  /** The newest entry of the page's server on each person, of those it tells one by one. */
  private readonly acts: ReadonlyMap<string, ActNow> = $derived.by(() => {
    const found = new Map<string, ActNow>();
    for (const act of this.desk.page?.acts ?? []) {
      if (!(ATTENDANCE_KINDS as readonly string[]).includes(act.what)) continue;
      const newer = latest([act, ...[found.get(act.target) ?? []].flat()]);
      if (newer) found.set(act.target, newer);
    }
    return found;
  });

  /** A letter for each person: what was entered here and has no answer yet. */
  readonly entered: string = $derived.by(() => {
    const letters = [...(this.desk.page?.entered ?? "").padEnd(this.own.roster.states.length, ".")];
    for (const act of this.acts.values()) {
      const place = this.roster.byId(act.target)?.place;
      if (place === undefined || act.state !== "waiting") continue;
      letters[place] = letterOf(act.word as Attendance);
    }
    return letters.join("");
  });

  readonly listed: readonly Delegate[] = $derived.by(() =>
    this.roster.all.filter((one) => isListed(one, this.own.roster, this.entered)),
  );

  readonly present: number = $derived.by(() => presentCount(this.own.roster, this.entered));

  stampOf(person: Delegate): string {
    const { states, since } = this.own.roster;
    return states.charAt(person.place) + since.slice(person.place * 3, person.place * 3 + 3);
  }

  of(person: Delegate): PersonNow {
    const said = this.roster.saidOf(person.id, this.stampOf(person));
    return standingOf(person, this.own.roster, this.roster.pages, said);
  }

  /** How a person's row stands: by the act where the server tells of it, else by its letter. */
  row(person: PersonNow): PersonRow {
    const asked = this.desk.memory.of(`person-${person.id}`);
    const act = this.acts.get(person.id);
    const entered = enteredOf(this.entered, person.place);
    if (asked && this.justHanded(asked)) {
      const shown = (asked.status || person.status) as Attendance;
      return { shown, standing: { kind: "waiting", at: null }, received: false };
    }
    const newer = asked !== undefined && asked.id !== act?.id && asked.state !== "handed";
    if (entered === null || newer || act?.state === "waiting" || (act && act.id === asked?.id))
      return personRow(person, asked, act);
    if (entered === "refused") {
      const row = personRow(person, undefined, undefined);
      return { ...row, standing: { kind: "refused", code: "" } };
    }
    return { shown: entered, standing: { kind: "waiting", at: null }, received: false };
  }

  /** Taken by the page's server, whose next picture will say so: until then nothing jumps back. */
  private justHanded(asked: Asked): boolean {
    if (asked.state === "saving") this.saving.set(asked.id, this.own);
    return asked.state === "handed" && this.saving.get(asked.id) === this.own;
  }

  heads(person: string) {
    const spot = `head-${person}`;
    const act = this.desk.actOf(spot, { target: person, what: ["head"] });
    return standing(this.desk.memory.of(spot), act);
  }

  /** Have ready what was said of those who are looked at. */
  look(people: readonly Delegate[]): void {
    const worth = people.filter((one) =>
      /[DEdea-z]/.test(this.own.roster.states.charAt(one.place)),
    );
    void this.roster.look(worth.map((one) => ({ id: one.id, stamp: this.stampOf(one) })));
  }
}
