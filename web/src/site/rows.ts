/** How each entry stands: never "received" unless the centre's acceptance is on the page. */

import type { ActNow, Attendance } from "../generated/schema";
import type { Asked } from "./memory.svelte";
import type { PersonNow } from "./people";

export type Standing =
  | { kind: "none" }
  | { kind: "saving" }
  | { kind: "unsaved" }
  | { kind: "waiting"; at: number | null }
  | { kind: "accepted"; at: number | null }
  | { kind: "refused"; code: string };

/** The newest act; acts made in the same millisecond keep the server's order. */
export function latest(acts: readonly ActNow[]): ActNow | undefined {
  return acts.reduce<ActNow | undefined>(
    (newest, act) => (newest === undefined || act.made_at >= newest.made_at ? act : newest),
    undefined,
  );
}

/** Acts of these kinds on one person, notice, entry or roll call: a request to speak for somebody
 *  says nothing of whether that person is present. */
export interface About {
  target: string;
  what: readonly ActNow["what"][];
}

export const ATTENDANCE_KINDS = ["attendance", "correction", "attendee"] as const;

export function isAbout(act: ActNow, about: About | undefined): boolean {
  return about !== undefined && act.target === about.target && about.what.includes(act.what);
}

/** Of what this page asked and what its server says; the server's word counts when it has one. */
export function standing(asked: Asked | undefined, act: ActNow | undefined): Standing {
  const known = asked !== undefined && act?.id === asked.id;
  if (asked && !known) {
    if (asked.state === "saving") return { kind: "saving" };
    if (asked.state === "unsaved") return { kind: "unsaved" };
    if (asked.state === "refused") return { kind: "refused", code: asked.code };
  }
  if (!act) return { kind: "none" };
  if (act.state === "accepted") return { kind: "accepted", at: act.settled_at };
  if (act.state === "refused") return { kind: "refused", code: act.code };
  return { kind: "waiting", at: act.made_at };
}

export interface PersonRow {
  shown: Attendance;
  standing: Standing;
  /** The centre has a value of this person; to change it is a correction or a new fact. */
  received: boolean;
}

export function personRow(
  person: Pick<PersonNow, "status">,
  asked: Asked | undefined,
  act: ActNow | undefined,
): PersonRow {
  const stands = standing(asked, act);
  const pending = stands.kind === "saving" || stands.kind === "waiting";
  // The server says what was chosen; until it has the act at all, only this page knows.
  const chosen = stands.kind === "saving" ? asked?.status : act?.word;
  const has = person.status !== "not_called";
  return {
    shown: pending && chosen ? (chosen as Attendance) : person.status,
    standing: stands.kind === "none" && has ? { kind: "accepted", at: null } : stands,
    received: has && stands.kind !== "waiting",
  };
}
