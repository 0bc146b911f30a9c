/** The first page, in English. */
import type { Words } from "../vi";

export const door: Words["door"] = {
  page: "sign in",
  title: "Điểm Cầu",
  lead: "Coordinator of national online conferences",
  paste: "Paste a link or a sign-in code",
  pasteHint: "The organizers or the central technicians give the link.",
  go: "Sign in",
  bad: "The code is wrong or has expired.",
  sessions: "My sessions",
  noSessions: "There is no session for this link yet.",
  open: {
    host: "Host console",
    secretary: "Host console (secretary)",
    operator: "Picture operator",
    stage: "Stage display",
    organizer: "Attendance log",
    site: "Point's page",
  },
  signOut: "Sign out",
  secret: "Not for meetings on state secrets.",
};
