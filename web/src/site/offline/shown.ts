/** The page as it is shown: the coordinator's last picture, and what this browser has entered. */

import type { ActNow, LinkNow, SitePage } from "../../generated/schema";
import type { KeptView } from "./rows";

/** What the outbox of this browser says of itself. */
export interface Entered {
  acts: readonly ActNow[];
  waiting: number;
  /** Entries made now are kept. */
  keeps: boolean;
  wentBack: boolean;
}

const ACTS_SHOWN_MAX = 50;

const NO_LINK: LinkNow = {
  connected: false,
  since_at: null,
  heard_at: null,
  rtt_ms: null,
  offset_ms: 0,
  via: "coordinator",
  durable: false,
  went_back: false,
  troubles: [],
  unsent: [],
};

/** The last picture that was kept, as a page without a line. */
export function pageOf(kept: KeptView): SitePage {
  const { at, session, floor, own } = kept;
  const link = { ...NO_LINK, heard_at: at };
  return { at, session, floor, own, link, acts: [], waiting: 0, entered: "" };
}

/** One list of acts, the newest first; each once. */
export function withEntered(page: SitePage, entered: Entered): SitePage {
  const mine = new Set(entered.acts.map((act) => act.id));
  const others = page.acts.filter((act) => !mine.has(act.id));
  const waits = others.filter((act) => act.state === "waiting").length;
  const acts = [...entered.acts, ...others].sort((one, other) => other.made_at - one.made_at);
  return {
    ...page,
    link: { ...page.link, durable: entered.keeps, went_back: entered.wentBack },
    acts: shownOf(acts),
    waiting: entered.waiting + waits,
  };
}

/** Whatever waits or was refused is shown, however old; of the rest the newest. */
function shownOf(acts: readonly ActNow[]): ActNow[] {
  return acts.filter((act, at) => at < ACTS_SHOWN_MAX || act.state !== "accepted");
}
