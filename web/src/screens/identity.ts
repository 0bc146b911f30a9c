/**
 * Which screen this is: an id made by chance, kept by the browser, so that a screen that was switched
 * off and on is the same to the host. A tab goes on being itself when it is sent to another page.
 */

import type { PageName } from "./looks";

const KEY = "diemcau.screen";
const ID = /^[A-Za-z0-9_-]{8,40}$/;

export interface Identity {
  id: string;
  name: string;
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

function parsed(text: string | null): Identity | null {
  if (text === null) return null;
  const said = attempt(() => JSON.parse(text) as Partial<Identity> | null);
  if (!said || typeof said.id !== "string" || !ID.test(said.id)) return null;
  return { id: said.id, name: typeof said.name === "string" ? said.name : "" };
}

/** Not `randomUUID`: that is there on secure addresses only. */
export function chance(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** This tab's identity, or the one the browser keeps for such a page, or a new one. */
export function identityOf(page: PageName, tab: () => Kept, browser: () => Kept): Identity {
  const found =
    parsed(attempt(() => tab().getItem(KEY))) ??
    parsed(attempt(() => browser().getItem(`${KEY}.${page}`))) ??
    ({ id: chance(), name: "" } satisfies Identity);
  keep(found, page, tab, browser);
  return found;
}

export function keep(
  identity: Identity,
  page: PageName,
  tab: () => Kept,
  browser: () => Kept,
): void {
  const text = JSON.stringify(identity);
  attempt(() => tab().setItem(KEY, text));
  attempt(() => browser().setItem(`${KEY}.${page}`, text));
}
