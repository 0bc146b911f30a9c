/**
 * The meeting that a page was opened for, where a browser may work for a point in several. The tab
 * keeps it, so that a reload stays in it; another link that is opened here takes its place.
 */

import type { SiteMe } from "../generated/schema";

/** As whom this browser worked before; the meetings are those whose pictures it kept. */
export type KnownMe = SiteMe & { recalled?: true };

const key = (site: string): string => `diemcau.session.${site}`;

/** A link was opened in this tab, and this is the answer: the meetings opened last count. */
export function openedBy(me: SiteMe): void {
  for (const site of me.sites) keep(site, last(me, site));
}

/** A button of the door was pressed, which names the meeting; one that is not held is dropped. */
export function openedAt(site: string, session: string): void {
  keep(site, session);
}

/** The meeting of this tab; "" where the page's server works in one alone, or nobody can be asked
 *  and whatever this browser kept decides. */
export function openedFor(me: KnownMe, site: string): string {
  const before = kept(site);
  const holds = heldAt(me, site);
  if (before && (holds.length === 0 || holds.includes(before))) return before;
  // What was kept says what can be shown now, not what the tab is for: the server is asked that.
  if (!me.recalled) keep(site, last(me, site));
  return last(me, site);
}

/** Whether a page that was opened as `recalled` may stay in its meeting, now that the server has
 *  said what this browser holds; if not, it must begin anew. */
export function goesOn(recalled: KnownMe, said: SiteMe, site: string): boolean {
  const holds = heldAt(said, site);
  if (holds.length === 0) return said.sites.includes(site);
  const uses = openedFor(recalled, site);
  if (!uses) return holds.length === 1;
  const own = kept(site);
  if (!holds.includes(uses) || (own !== uses && holds.includes(own))) return false;
  keep(site, uses);
  return true;
}

/** From before there was a choice, or from an agent: none. */
function heldAt(me: Partial<SiteMe>, site: string): string[] {
  return me.sessions?.[site] ?? [];
}

function last(me: SiteMe, site: string): string {
  return heldAt(me, site).at(-1) ?? "";
}

function kept(site: string): string {
  try {
    return sessionStorage.getItem(key(site)) ?? "";
  } catch {
    return "";
  }
}

function keep(site: string, session: string): void {
  try {
    if (session) sessionStorage.setItem(key(site), session);
  } catch {
    // Without it a reload opens the meeting whose link was opened last.
  }
}
