/** The people of a point as the page shows them: a name from the roster, a state from the picture. */

import type { Attendance, PersonSaid, RosterNow, RosterPage } from "../generated/schema";
import { fold } from "../text/fold";

/** The same as `wire/roster.py`; a small letter says that some entry was a correction. */
const STATES: Record<string, Attendance> = {
  N: "not_called",
  P: "in_person",
  O: "online",
  D: "deputised",
  E: "excused",
  A: "absent",
  L: "left",
};
const LETTERS = new Map(Object.entries(STATES).map(([letter, status]) => [status, letter]));
export const PAGE_PEOPLE = 25;
const SINCE_CHARS = 3;
const NOT_SAID = "zzz";
const MINUTE_MS = 60_000;
const WAS_REFUSED = "!";
const PRESENT = new Set<Attendance>(["in_person", "online", "deputised"]);

/** One person of the roster. `folded` is what a search looks through, `given` what the given name
 *  sorts by: Vietnamese names are called by their last word. */
export interface Delegate {
  id: string;
  name: string;
  post: string;
  code: string;
  added: boolean;
  struck: boolean;
  place: number;
  folded: string;
  given: string;
}

/** The same person with the state. `known`: names and states are of one page. */
export interface PersonNow extends Delegate {
  head: boolean;
  status: Attendance;
  since_at: number | null;
  corrected: boolean;
  known: boolean;
  said: PersonSaid | null;
}

export function delegates(pages: ReadonlyMap<number, RosterPage>): Delegate[] {
  return [...pages.values()]
    .sort((one, other) => one.page - other.page)
    .flatMap((page) =>
      page.people.map((person, at) => {
        const words = person.name.split(" ");
        return {
          ...person,
          place: page.page * PAGE_PEOPLE + at,
          folded: fold(`${person.name} ${person.post} ${person.code}`),
          given: `${words.at(-1) ?? ""} ${person.name}`,
        };
      }),
    );
}

/** A state belongs to a name only where the tags of the page agree. */
function agrees(pages: ReadonlyMap<number, RosterPage>, now: RosterNow, place: number): boolean {
  const page = Math.floor(place / PAGE_PEOPLE);
  return pages.get(page)?.tag === now.pages[page];
}

export function standingOf(
  person: Delegate,
  now: RosterNow,
  pages: ReadonlyMap<number, RosterPage>,
  said: PersonSaid | null,
): PersonNow {
  const known = agrees(pages, now, person.place);
  const letter = known ? now.states.charAt(person.place) : "";
  const figures = now.since.slice(person.place * SINCE_CHARS, (person.place + 1) * SINCE_CHARS);
  const told = known && figures.length === SINCE_CHARS && figures !== NOT_SAID;
  return {
    ...person,
    head: person.id === now.head,
    status: STATES[letter.toUpperCase()] ?? "not_called",
    since_at: told ? now.since_from + Number.parseInt(figures, 36) * MINUTE_MS : null,
    corrected: letter !== letter.toUpperCase(),
    known,
    said,
  };
}

export function letterOf(status: Attendance): string {
  return LETTERS.get(status) ?? ".";
}

/** What was entered here of this person and has no answer yet, or that it was refused. */
export function enteredOf(entered: string, place: number): Attendance | "refused" | null {
  const letter = entered.charAt(place);
  return letter === WAS_REFUSED ? "refused" : (STATES[letter] ?? null);
}

/** Whoever is no longer invited is listed only for having a state. */
export function isListed(person: Delegate, now: RosterNow, entered: string): boolean {
  if (!person.struck) return true;
  const letter = now.states.charAt(person.place).toUpperCase();
  return (letter !== "" && letter !== "N") || enteredOf(entered, person.place) !== null;
}

/** How many are there, counting what was entered here. */
export function presentCount(now: RosterNow, entered: string): number {
  let count = 0;
  for (let place = 0; place < now.states.length; place++) {
    const mine = enteredOf(entered, place);
    const status =
      mine && mine !== "refused" ? mine : STATES[now.states.charAt(place).toUpperCase()];
    if (status && PRESENT.has(status)) count++;
  }
  return count;
}

const collator = new Intl.Collator("vi");

/** The list as it is searched and sorted: in the roster's order, or by given name. */
export function arranged(
  people: readonly Delegate[],
  query: string,
  byGiven: boolean,
): readonly Delegate[] {
  const words = fold(query).split(" ").filter(Boolean);
  const found = words.length
    ? people.filter((one) => words.every((word) => one.folded.includes(word)))
    : people;
  return byGiven
    ? [...found].sort((one, other) => collator.compare(one.given, other.given))
    : found;
}
