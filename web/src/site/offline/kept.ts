/** As whom this browser works, so that its page opens without a line. */

import type { SiteMe } from "../../generated/schema";
import { Store } from "./store";

const usable = (): boolean => isSecureContext && "indexedDB" in globalThis;

async function within<T>(work: (store: Store) => Promise<T>): Promise<T | null> {
  if (!usable()) return null;
  try {
    const store = await Store.open();
    try {
      return await work(store);
    } finally {
      store.close();
    }
  } catch {
    return null;
  }
}

/** Only a browser that keeps for itself: an agent's page is served by the agent or not at all. Not
 *  the meetings: without a line the one whose picture was kept goes on. */
export async function keepMe(me: SiteMe): Promise<void> {
  if (me.via === "coordinator") await within((store) => store.keepMe({ ...me, sessions: {} }));
}

export async function keptMe(): Promise<SiteMe | null> {
  return (await within((store) => store.me())) ?? null;
}
