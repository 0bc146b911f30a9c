/** The people of the point as the scanner needs them: the one place that knows where they are. */

import type { Desk } from "../desk.svelte";
import type { Invited } from "./judge";

export function invited(desk: Desk): Invited[] {
  void desk;
  return [];
}
