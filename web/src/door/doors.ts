/** Which pages a browser's grants open, for one session. */

import type { SignedIn } from "../generated/schema";

export interface Door {
  role: string;
  href: string;
  site: string;
}

const PAGE: Record<string, string> = {
  host: "host",
  secretary: "host",
  organizer: "attendance",
  operator: "picture",
  stage: "stage",
};

export function doorsOf(signedIn: SignedIn, session: string): Door[] {
  const doors: Door[] = [];
  for (const grant of signedIn.grants) {
    if (grant.session && grant.session !== session) continue;
    const page = PAGE[grant.role];
    if (page) {
      doors.push({ role: grant.role, href: `/${page}/${encodeURIComponent(session)}`, site: "" });
    }
    if (grant.role === "site") {
      for (const site of grant.sites) {
        // The page of a point has one address for all meetings: which is meant must be said.
        const at = `site=${encodeURIComponent(site)}&session=${encodeURIComponent(session)}`;
        doors.push({ role: "site", href: `/site?${at}`, site });
      }
    }
  }
  return doors.filter((door, at) => doors.findIndex((other) => other.href === door.href) === at);
}
