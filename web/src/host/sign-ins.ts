/** Who works here: a sign-in by its role and the end of its code, never by a name. */

import type { Role, SignedIn } from "../generated/schema";
import { read } from "../link/api";
import { words } from "../words/language.svelte";

const SHOWN = 4;

/** "secretary-1a2b3c4d" is "Thư ký 3c4d". */
export function signIn(id: string, role = ""): string {
  const roles = words().role as Record<string, string>;
  const [before = "", ...rest] = id.split("-");
  const code = rest.join("-").slice(-SHOWN);
  const named = roles[role] ?? roles[before];
  return named ? [named, code].filter(Boolean).join(" ") : id;
}

/** The sign-in that this page acts with: the newest of its role for the session. */
export async function ownSignIn(desk: { session: string; role: Role }): Promise<string | null> {
  try {
    const said = await read<SignedIn>("/api/v1/me", { as: desk.role });
    const fitting = said.grants.filter(
      (one) => one.role === desk.role && (one.session ?? desk.session) === desk.session,
    );
    return fitting.at(-1)?.id ?? null;
  } catch {
    return null;
  }
}
