/** What a role may take away, as the coordinator's table says (`coordinator.core.readings`). */

import type { Role } from "../generated/schema";

export interface MayRead {
  /** Files with names, and everything that the table gives to organizers alone. */
  files: boolean;
  invitations: boolean;
  standing: boolean;
  /** Who took what away. */
  handouts: boolean;
  /** What the minutes are made of. */
  minutes: boolean;
  rosters: boolean;
}

export function mayRead(role: Role): MayRead {
  const organizes = role === "organizer";
  const minutes = organizes || role === "secretary";
  return {
    files: organizes,
    invitations: organizes,
    standing: organizes,
    handouts: organizes,
    minutes,
    rosters: minutes,
  };
}
