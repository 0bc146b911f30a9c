/** What a code means at this point, by the point's own roster: no line is needed for it. */

import type { Attendance } from "../../generated/schema";
import type { CodeRead } from "./code";

export type Mode = "arrive" | "leave";

/** A person of the point as the scanner needs them. */
export interface Invited {
  id: string;
  name: string;
  post: string;
  code: string;
  struck: boolean;
  status: Attendance;
  since_at: number | null;
}

export type Why =
  | "mistyped"
  | "foreign"
  | "empty"
  | "unknown"
  | "elsewhere"
  | "struck"
  | "not_in"
  | "unsaved"
  | "refused";

export type Verdict =
  | { kind: "accepted"; person: Invited; mode: Mode }
  | { kind: "already"; person: Invited; mode: Mode; since_at: number | null }
  | { kind: "refused"; why: Why; person: Invited | null };

const PRESENT: readonly Attendance[] = ["in_person", "online", "deputised"];

/** Who was online or had sent a deputy and comes now is let in: that is news. */
export function judge(read: CodeRead, people: readonly Invited[], mode: Mode): Verdict {
  if (read.fault !== "none") return { kind: "refused", why: read.fault, person: null };
  const person = people.find((one) => one.code === read.code);
  if (!person) return { kind: "refused", why: "unknown", person: null };
  if (person.struck) return { kind: "refused", why: "struck", person };
  return mode === "arrive" ? arriving(person) : leaving(person);
}

function arriving(person: Invited): Verdict {
  const mode = "arrive";
  if (person.status === "in_person")
    return { kind: "already", person, mode, since_at: person.since_at };
  return { kind: "accepted", person, mode };
}

function leaving(person: Invited): Verdict {
  const mode = "leave";
  if (person.status === "left") return { kind: "already", person, mode, since_at: person.since_at };
  if (PRESENT.includes(person.status)) return { kind: "accepted", person, mode };
  return { kind: "refused", why: "not_in", person };
}
