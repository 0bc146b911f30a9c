/** What a row or card can do beyond its first act, and how each act names itself. */

import type { HostView, QueueRow } from "../generated/schema";
import type { MenuItem } from "../parts/menu";
import { words } from "../words/language.svelte";
import type { Console } from "./console.svelte";
import { isCalled } from "./next";
import type { Order } from "./order.svelte";
import { nameSpeaker } from "./perform";
import { menuOf } from "./primary";
import { awaitsPicture, takeByTelephone, turnAct } from "./turns";

export function mayGive(view: HostView): boolean {
  return view.speaking === null && view.phase !== "paused";
}

export function itemsOf(desk: Console, order: Order, view: HostView, row: QueueRow): MenuItem[] {
  const { entry, site } = row;
  const say = words().floor;
  const plain = (testid: string, label: string, act: () => void): MenuItem => ({
    label,
    hint: "",
    testid: `${testid}-${entry}`,
    able: true,
    do: act,
  });
  const name = row.state === "ready" || row.state === "called" ? say.replace : undefined;
  const rev = order.picture.rev;
  return [
    ...handOver(desk, view, row, plain),
    ...menuOf(row, mayGive(view)).map((one) => ({
      ...one,
      testid: `${one.testid}-${entry}`,
      do: () => turnAct(desk, entry, { type: one.type, label: one.label, rev }),
    })),
    plain("speaker", name ?? words().host.speakerChange, () => nameSpeaker(desk, row)),
    plain("phone", say.telephone, () => (desk.open = { kind: "call", site, entry })),
  ];
}

type Plain = (testid: string, label: string, act: () => void) => MenuItem;

/** The steps of the hand-over that somebody at the console may have to take for the point. */
function handOver(desk: Console, view: HostView, row: QueueRow, plain: Plain): MenuItem[] {
  const { entry, called_at, near } = row;
  const say = words().floor;
  if (!isCalled(row) || called_at === null) return [];
  const items: MenuItem[] = [];
  if (row.state === "called" || near?.confirmed === false) {
    const person = row.person ? { person: row.person } : {};
    const ready = { type: "report_ready", entry, called_at, ready: true, ...person } as const;
    const send = () => void desk.floor(ready, `entry-${entry}`, say.confirm);
    items.push({ ...plain("confirm", say.confirm, send), hint: say.confirmHint });
  }
  if (view.conduct.picture_check && !row.seat && near) {
    const cue = near.cued_at === null ? say.cue : say.cueAgain;
    const act = (type: "cue_picture" | "confirm_picture", label: string) => () =>
      turnAct(desk, entry, { type, label });
    items.push(plain("cue", cue, act("cue_picture", cue)));
    if (awaitsPicture(row)) {
      items.push(plain("picture", say.pictureOn, act("confirm_picture", say.pictureOn)));
    }
  }
  if (near && !row.seat) {
    const on = !near.by_phone;
    const label = on ? say.byPhoneOn : say.byPhoneOff;
    const take = () => takeByTelephone(desk, entry, on, `entry-${entry}`);
    items.push(plain("by-phone", label, take));
  }
  return items;
}
