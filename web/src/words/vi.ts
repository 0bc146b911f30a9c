/** Vietnamese: the language of the product. Its keys are the keys of every other language. */
import { attendance } from "./vi/attendance";
import { check } from "./vi/check";
import { checkin } from "./vi/checkin";
import { codes } from "./vi/codes";
import { door } from "./vi/door";
import { events } from "./vi/events";
import { floor } from "./vi/floor";
import { host } from "./vi/host";
import { imports } from "./vi/imports";
import { invitations } from "./vi/invitations";
import { log } from "./vi/log";
import { picture } from "./vi/picture";
import { points } from "./vi/points";
import { reports } from "./vi/reports";
import { roster } from "./vi/roster";
import { roll } from "./vi/roll";
import { screens } from "./vi/screens";
import { shell } from "./vi/shell";
import { sides } from "./vi/sides";
import { site } from "./vi/site";
import { stage } from "./vi/stage";
import { terms } from "./vi/terms";

export const vi = {
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

export type Words = typeof vi;
