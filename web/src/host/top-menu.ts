/** What is done seldom, behind one button of the top bar. */

import { words } from "../words/language.svelte";
import type { Console } from "./console.svelte";

export interface TopItem {
  label: string;
  hint: string;
  testid: string;
  able: boolean;
  do: () => void;
}

export function topMenu(desk: Console): TopItem[] {
  const say = words().sides;
  const item = (testid: string, label: string, act: () => void, hint = ""): TopItem => ({
    label,
    hint,
    testid: `menu-${testid}`,
    able: true,
    do: act,
  });
  const opens = (open: NonNullable<Console["open"]>) => () => (desk.open = open);
  return [
    item("shift", `${say.shiftTitle}…`, opens({ kind: "shift" })),
    item("chair", `${say.chairTitle}…`, opens({ kind: "hand_chair" })),
    item("restricted", `${say.restricted}…`, opens({ kind: "restricted" }), say.notSecret),
    item("quorum", words().roll.quorumSet, opens({ kind: "quorum" })),
    item("incident", `${say.reportTitle}…`, opens({ kind: "incident", site: null })),
    item("sound", desk.sides.sound ? say.soundOff : say.soundOn, () =>
      desk.sides.choose(!desk.sides.sound),
    ),
    item("check", words().check.open, () => {
      window.open(`/voice-check/${encodeURIComponent(desk.session)}`, "_blank", "noopener");
    }),
    item("log", say.attendanceLog, () => {
      window.open(`/attendance/${encodeURIComponent(desk.session)}`, "_blank", "noopener");
    }),
  ];
}
