/** Forgetting a person: out of the records that wait and out of the last picture. */

import type { FloorFrame } from "../../generated/schema";
import type { Entry, KeptView, RecordBody } from "./rows";

/** Where a text is required, this stands for the one that is gone; the record is refused anyway. */
export const ERASED_TEXT = "(đã xóa)";
const OPTIONAL = ["deputy", "deputy_post", "approver", "reason", "post"];
const REQUIRED = ["name", "because"];

export function redacted(body: RecordBody): RecordBody {
  const kept = Object.entries(body)
    .filter(([field]) => !OPTIONAL.includes(field))
    .map(([field, value]) => [field, REQUIRED.includes(field) ? ERASED_TEXT : value]);
  return Object.fromEntries(kept) as RecordBody;
}

const personOf = (body: RecordBody | null): string | null =>
  body !== null && "person" in body ? body.person : null;

/** The entry without what it says of these people; the same entry when it says nothing of them. */
export function withoutPeople(entry: Entry, gone: ReadonlySet<string>): Entry {
  const person = personOf(entry.body);
  if (entry.body === null || entry.redacted || person === null || !gone.has(person)) return entry;
  return { ...entry, body: redacted(entry.body), redacted: true };
}

/** The floor as it may be kept: the names of speakers are not, since an erasure at another point
 *  would not reach this browser. */
export function unnamed(floor: FloorFrame | null): FloorFrame | null {
  if (floor === null) return null;
  const speaking = floor.speaking && {
    ...floor.speaking,
    speaker: "",
    post: "",
    interjector: "",
  };
  return { ...floor, speaking, chair: "" };
}

/** The picture as it may be kept: who asked to speak is a name, too. */
export function forKeeping(view: KeptView): KeptView {
  const own = view.own && {
    ...view.own,
    requests: view.own.requests.map((request) => ({ ...request, speaker: "" })),
  };
  return { ...view, own, floor: unnamed(view.floor) };
}
