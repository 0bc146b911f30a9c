/** English. The type keeps its keys identical to those of the Vietnamese catalogue. */
import { attendance } from "./en/attendance";
import { check } from "./en/check";
import { checkin } from "./en/checkin";
import { codes } from "./en/codes";
import { door } from "./en/door";
import { events } from "./en/events";
import { floor } from "./en/floor";
import { host } from "./en/host";
import { imports } from "./en/imports";
import { invitations } from "./en/invitations";
import { log } from "./en/log";
import { picture } from "./en/picture";
import { points } from "./en/points";
import { reports } from "./en/reports";
import { roster } from "./en/roster";
import { roll } from "./en/roll";
import { screens } from "./en/screens";
import { shell } from "./en/shell";
import { sides } from "./en/sides";
import { site } from "./en/site";
import { stage } from "./en/stage";
import { terms } from "./en/terms";
import type { Words } from "./vi";

export const en: Words = {
  ...terms,
  shell,
  check,
  checkin,
  imports,
  invitations,
  codes,
  events,
  floor,
  host,
  log,
  picture,
  points,
  reports,
  roll,
  roster,
  sides,
  site,
  stage,
  screens,
  attendance,
  door,
};
