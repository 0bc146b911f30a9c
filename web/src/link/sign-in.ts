/**
 * Who this browser acts as. A sign-in link carries the token in its fragment: it is posted to this
 * page's own server, which answers with a cookie, and leaves the address before anything else.
 */

import type { Role, SignedIn } from "../generated/schema";
import { Problem, read } from "./api";

/** The token of the address, if any; the fragment is removed at once. */
export function takeToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get("t");
  if (token !== null) history.replaceState(null, "", location.pathname + location.search);
  return token;
}

/** A pasted text: a bare token, or a whole link with the token in its fragment. */
export function tokenIn(text: string): string {
  const found = /[#&]t=([^&\s]+)/.exec(text);
  return decodeURIComponent(found?.[1] ?? text.trim());
}

export async function signIn(token: string): Promise<SignedIn> {
  return read<SignedIn>("/api/v1/sign-in", { body: { token } });
}

export async function whoAmI(): Promise<SignedIn> {
  return read<SignedIn>("/api/v1/me");
}

export async function signOut(as: Role): Promise<void> {
  await read("/api/v1/sign-out", { as, body: {} });
}

/** Sign in with the token, or with the cookie when there is none; null when that will not do. */
export async function enter(token: string | null): Promise<SignedIn | null> {
  try {
    return token === null ? await whoAmI() : await signIn(token);
  } catch (error) {
    if (error instanceof Problem && error.body.status < 500) return null;
    throw error;
  }
}

/** The first of the wanted roles that this browser holds for the session. */
export function roleFor(signedIn: SignedIn, session: string, wanted: readonly Role[]): Role | null {
  const held = signedIn.grants.filter((grant) => !grant.session || grant.session === session);
  return wanted.find((role) => held.some((grant) => grant.role === role)) ?? null;
}

/** `/host/SESSION` → SESSION */
export function sessionOfPath(path = location.pathname): string {
  return decodeURIComponent(path.split("/")[2] ?? "");
}
