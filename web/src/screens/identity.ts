/**
 * Which screen this is: an id made by chance, kept by the browser for each page, so that a screen that
 * was switched off and on is the same to the host. A tab that the host sends to another page goes on
 * being itself there; one whose address somebody changes is the screen of the page it comes to, else
 * two windows of one computer would be one screen, and the host could not move them apart.
 */

import { PAGES, type PageName } from "./looks";

const KEY = "diemcau.screen";
const ID = /^[A-Za-z0-9_-]{8,40}$/;

export interface Identity {
  id: string;
  name: string;
  /** The page under which the browser keeps it: where it was before the host sent it anywhere. */
  home: PageName;
}

/** What the two storages of a browser have in common; a browser may forbid both. */
export type Kept = Pick<Storage, "getItem" | "setItem">;

function attempt<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}

type Said = Partial<Identity & { page: string }>;

/** What a storage holds under a key, if it is of a screen. */
function read(store: () => Kept, key: string): (Said & { id: string }) | null {
  const text = attempt(() => store().getItem(key));
  const said = text === null ? null : attempt(() => JSON.parse(text) as Said | null);
  if (!said || typeof said.id !== "string" || !ID.test(said.id)) return null;
  return { ...said, id: said.id };
}

const nameOf = (said: Said) => (typeof said.name === "string" ? said.name : "");

/** Not `randomUUID`: that is there on secure addresses only. */
export function chance(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Who this tab was when it was last on this page, or was sent to it. */
function ofTab(page: PageName, tab: () => Kept): Identity | null {
  const said = read(tab, KEY);
  const home = PAGES.find((one) => one === said?.home);
  if (!said || said.page !== page || !home) return null;
  return { id: said.id, name: nameOf(said), home };
}

/** Who the browser keeps for this page; not one that an earlier release kept for two pages. */
function ofBrowser(page: PageName, browser: () => Kept): Identity | null {
  const said = read(browser, `${KEY}.${page}`);
  if (!said) return null;
  const others = PAGES.filter((one) => one !== page).map((one) => read(browser, `${KEY}.${one}`));
  if (others.some((other) => other?.id === said.id)) return null;
  return { id: said.id, name: nameOf(said), home: page };
}

/** This tab's identity on this page, or the one the browser keeps for such a page, or a new one. */
export function identityOf(page: PageName, tab: () => Kept, browser: () => Kept): Identity {
  const found =
    ofTab(page, tab) ??
    ofBrowser(page, browser) ??
    ({ id: chance(), name: "", home: page } satisfies Identity);
  keep(found, page, tab, browser);
  return found;
}

/** Keeps it for the tab as long as it is on this page, and for the browser under its home. */
export function keep(
  { id, name, home }: Identity,
  page: PageName,
  tab: () => Kept,
  browser: () => Kept,
): void {
  attempt(() => tab().setItem(KEY, JSON.stringify({ id, name, home, page })));
  attempt(() => browser().setItem(`${KEY}.${home}`, JSON.stringify({ id, name })));
}
