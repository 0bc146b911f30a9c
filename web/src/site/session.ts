/**
 * The meeting that a page was opened for, where a browser may work for a point in several. The tab
 * keeps it, so that a reload stays in it; another link that is opened here takes its place.
 */

import type { SiteMe } from "../generated/schema";

const key = (site: string): string => `diemcau.session.${site}`;

/** A link was opened in this tab, and this is the answer: the meetings opened last count. */
export function openedBy(me: SiteMe): void {
  for (const site of me.sites) keep(site, last(me, site));
}

/** The meeting of this tab; "" where the page's server works in one alone, or nobody can be asked
 *  and whatever this browser kept decides. */
export function openedFor(me: SiteMe, site: string): string {
  const before = kept(site);
  const holds = heldAt(me, site);
  if (before && (holds.length === 0 || holds.includes(before))) return before;
  keep(site, last(me, site));
  return last(me, site);
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
