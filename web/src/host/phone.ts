/** Telephone calls to duty technicians: what to say, and what the last call came to. */

import type { CallNow, HostView, IncidentKind } from "../generated/schema";
import { words } from "../words/language.svelte";
import { isCalled } from "./next";
import type { CallReason } from "./sides.svelte";

type Seen = Pick<HostView, "incidents" | "notices" | "queue" | "speaking" | "speaking_near">;

/** Who calls and from where, why, and what is asked for; the point's name is filled in. */
export function scriptOf(why: CallReason, name: string): string[] {
  const say = words().sides.call;
  return [say.greeting(name), ...say.about[why](name), say.thanks];
}

/** The last call to a point, wherever the view has it. */
export function callOf(view: Pick<Seen, "incidents" | "queue">, site: string): CallNow | null {
  const near = view.queue.find((row) => row.site === site && row.near?.call)?.near;
  return near?.call ?? view.incidents.find((row) => row.site === site)?.call ?? null;
}

export const REASONS: Record<IncidentKind, CallReason> = {
  no_picture: "no_picture",
  no_sound: "no_sound",
  link_lost: "link_lost",
  power: "power",
  other: "other",
};

/** What a call to this point would be about, as far as the view knows; the most pressing first. */
export function reasonOf(view: Seen, site: string): CallReason {
  const onAir = view.speaking?.site === site;
  if (onAir && (view.speaking_near?.asked === "line_lost" || view.speaking?.cause === "line")) {
    return "line";
  }
  const mute = view.notices.find((row) => row.kind === "mute" && row.site === site);
  if (mute && mute.read === 0) return "mute";
  if (view.queue.some((row) => row.site === site && isCalled(row))) return "called";
  const incident = view.incidents.find((row) => row.site === site);
  return incident ? REASONS[incident.kind] : "plain";
}
