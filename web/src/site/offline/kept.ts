/** As whom this browser works, so that its page opens without a line. */

import type { SiteMe } from "../../generated/schema";
import type { KnownMe } from "../session";
import type { KeptView } from "./rows";
import { DeviceTime } from "./stamp";
import { Store } from "./store";

/** As long as a sign-in: a picture that is older is hardly of the meeting that is meant. */
const OFFERED_MS = 12 * 3_600_000;

export interface Kept {
  me: KnownMe;
  pictures: KeptView[];
  /** Session time as far as this browser knows it. */
  now: number;
}

/** One point's kept data, offered by name to whoever may have come for another meeting. */
export interface Offer {
  me: KnownMe;
  site: string;
  meeting: string;
  point: string;
}

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

export async function keptHere(): Promise<Kept | null> {
  return within(async (store) => {
    const me = await store.me();
    if (!me) return null;
    const views = await Promise.all(me.sites.map((site) => store.view(site)));
    const pictures = views.filter((view) => view !== undefined);
    const time = new DeviceTime();
    time.recall((await store.offset()) ?? null);
    return { me: recalled(me, pictures), pictures, now: time.now() };
  });
}

function recalled(me: SiteMe, pictures: readonly KeptView[]): KnownMe {
  const sessions = Object.fromEntries(pictures.map((one) => [one.site, [one.session]]));
  return { ...me, sessions, recalled: true };
}

/** Whether the button of the door that was pressed names another meeting than the kept one. */
export function isOther(kept: Kept, site: string | null, named: string | null): boolean {
  return named !== null && kept.pictures.some((one) => one.site === site && one.session !== named);
}

/** What may be offered: of a meeting that goes on, by what was seen of it last. What is entered in
 *  one that is over, or was another day, would be refused when the line is back. */
export function offered(kept: Kept, asked: string | null): Offer[] {
  const offers: Offer[] = [];
  for (const { site, at, floor, own } of kept.pictures) {
    if (asked !== null && site !== asked) continue;
    if (floor === null || floor.phase === "closed") continue;
    if (Math.abs(kept.now - at) > OFFERED_MS) continue;
    const me = { ...kept.me, sites: [site] };
    offers.push({ me, site, meeting: floor.title, point: own?.site_name ?? site });
  }
  return offers;
}
