/** What the sides of the console keep between views: the open tab, its size, what was heard. */

import type { HostView, RecentAct } from "../generated/schema";

export type Tab = "incidents" | "notices" | "notes" | "share";
export const TABS: readonly Tab[] = ["incidents", "notices", "notes", "share"];

/** The parts of the console on a telephone. */
export type Part = "floor" | "programme" | "wall" | "talk";
export const PARTS: readonly Part[] = ["floor", "programme", "wall", "talk"];

/** Why a point is telephoned; what to say follows from it. */
export type CallReason =
  | "plain"
  | "called"
  | "mute"
  | "line"
  | "no_picture"
  | "no_sound"
  | "link_lost"
  | "power"
  | "other";

/** The dialogs of the sides. */
export type SideOpen =
  | { kind: "item"; item: string }
  | { kind: "recess" }
  | { kind: "hand_chair" }
  | { kind: "shift" }
  | { kind: "restricted" }
  | { kind: "roll_voice" }
  | { kind: "roll_close" }
  | { kind: "roll_result" }
  | { kind: "quorum" }
  | { kind: "transfer"; site: string }
  | { kind: "phone"; site: string; why: CallReason }
  | { kind: "incident"; site: string | null };

const SOUND_KEY = "diemcau.sound";
const TOLD_MAX = 100;

export class Sides {
  tab = $state<Tab>("incidents");
  part = $state<Part>("floor");
  /** Over the wall, as high as the column. */
  tall = $state(false);
  /** Off unless somebody switched it on: the hall hears it, too. */
  sound = $state(remembered());
  /** Points whose head changed, for the chair, until it is said that the chair was told. */
  heads = $state.raw<RecentAct[]>([]);
  /** What was typed and is not recorded yet: notes by their speech, answers by their spot. */
  drafts = $state<Record<string, string>>({});
  private seen = new Set<number>();

  /** Open a tab by its key: the focus goes to the first thing that can be done there. */
  show(tab: Tab): void {
    this.tab = tab;
    this.part = "talk";
    requestAnimationFrame(() => {
      const first = "#side-panel :is(textarea, li button:not(:disabled))";
      (document.querySelector<HTMLElement>(first) ?? this.button(tab))?.focus();
    });
  }

  private button(tab: Tab): HTMLElement | null {
    return document.getElementById(`tab-${tab}`);
  }

  choose(sound: boolean): void {
    this.sound = sound;
    try {
      localStorage.setItem(SOUND_KEY, sound ? "on" : "off");
    } catch {
      // A browser that keeps nothing still sounds until the page is closed.
    }
  }

  /** Keep the changes of heads that pass by in the recent acts. */
  notice(recent: readonly RecentAct[]): void {
    const fresh = recent.filter((act) => act.what === "HeadChanged" && !this.seen.has(act.rev));
    if (!fresh.length) return;
    for (const act of fresh) this.seen.add(act.rev);
    this.heads = [...fresh, ...this.heads].slice(0, TOLD_MAX);
  }

  told(rev: number): void {
    this.heads = this.heads.filter((act) => act.rev !== rev);
  }
}

function remembered(): boolean {
  try {
    return localStorage.getItem(SOUND_KEY) === "on";
  } catch {
    return false;
  }
}

/** What calls for attention: newer than what was there before. */
export function callsFor(view: Pick<HostView, "incidents" | "messages">): string[] {
  return [
    ...view.incidents.filter((row) => row.state === "new").map((row) => row.id),
    ...view.messages.filter((row) => row.read_at === null).map((row) => row.id),
  ];
}
