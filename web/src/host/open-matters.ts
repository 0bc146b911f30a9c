/** What stands open at a change of shift, one line each; what is not open is not said. */

import type { OpenMatters } from "../generated/schema";
import { words } from "../words/language.svelte";

export interface Matter {
  key: string;
  count: number;
  text: string;
  /** The first of them by name. */
  first: string[];
}

const FEW = 5;

export function mattersOf(open: OpenMatters): Matter[] {
  const say = words().sides.matters;
  const named = (rows: readonly { site_name: string }[]): string[] =>
    [...new Set(rows.map((row) => row.site_name))].slice(0, FEW);
  const incidents = open.incidents.map(
    (row) => `${row.site_name} – ${words().incident[row.kind].toLocaleLowerCase("vi")}`,
  );
  const questions = open.questions.map(
    (row) => `${row.site_name} – ${words().sides.question[row.question]}`,
  );
  const call = open.roll_call;
  const all: Matter[] = [
    matter("speaking", open.speaking ? 1 : 0, say.speaking, named(list(open.speaking))),
    matter("questions", open.questions.length, say.questions, questions),
    matter("standby", open.standby.length, say.standby, named(open.standby)),
    matter("waiting", open.waiting, say.waiting, []),
    matter("aside", open.aside_count, say.aside, named(open.aside)),
    matter("incidents", open.incidents_open, say.incidents, incidents),
    matter("messages", open.messages_unread, say.messages, named(open.messages)),
    matter("notices", open.notices_unread, say.notices, []),
    matter("declines", open.declines_unread, say.declines, named(open.declines)),
    matter("roll_call", call ? call.expected - call.answered - call.late : 0, say.rollCall, []),
  ];
  return all.filter((one) => one.count > 0);
}

function list<T>(one: T | null): T[] {
  return one === null ? [] : [one];
}

function matter(key: string, count: number, text: string, first: string[]): Matter {
  return { key, count, text, first };
}
