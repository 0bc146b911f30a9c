/** The delegates of a point. */
import type { Words } from "../vi";

export const roster: Words["roster"] = {
  find: "Find a delegate",
  findHint: "name, post or code",
  found: (n: number, of: number) => (n === of ? `${of} people` : `${n} of ${of} people`),
  nobody: "There is nobody like that on the list.",
  sort: "Sort by",
  byRoster: "Order of the list",
  byGiven: "Given name",
  coming: "Loading the list…",
  unknown: "state is loading",
  corrected: "corrected",
  struck: "no longer invited",
  left: "Has left",
  waiting: "to be sent",
  refused: "refused",
  choose: "Choose a person",
  another: "Choose another",
  none: "Nobody named",
};
