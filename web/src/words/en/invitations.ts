/** Invitations with codes, to be printed. */
import { count as figure } from "../../time/format";
import type { Words } from "../vi";

export const invitations: Words["invitations"] = {
  page: "invitations",
  link: "Print invitations with codes",
  all: "All points",
  one: "Bridge point",
  print: "Print",
  perPage: "Invitations on a page",
  perPageOf: (n) => `${n} on an A4 page`,
  heading: "INVITATION",
  dear: {
    comrade: "We have the honour to invite",
    sir_madam: "We have the honour to invite",
    none: "We have the honour to invite",
  },
  attends: "to attend",
  at: "At",
  when: "Time",
  bring: "Please show this code at the door",
  count: (n) => (n === 1 ? "1 invitation" : `${figure(n, "en")} invitations`),
  without: (n) => `${figure(n, "en")} without a code, not printed`,
  tooMany: (n, most) =>
    `${figure(n, "en")} invitations: more than ${figure(most, "en")}; print them point by point.`,
  nothing: "No invitation has a code yet.",
  loading: "Preparing the invitations…",
};
