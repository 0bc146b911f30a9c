/** Requests to the page's own server. A problem (RFC 9457) becomes `Problem`, silence `NoAnswer`. */

import type { Problem as ProblemBody, Refusal, Role, WireCode } from "../generated/schema";

/** Codes of the doors themselves, beside those of the rules and of the wire. */
export type DoorCode = "not_found" | "method_not_allowed" | "internal" | "unavailable" | "failed";
export type Code = Refusal | WireCode | DoorCode;

export class Problem extends Error {
  constructor(readonly body: ProblemBody) {
    super(body.code);
  }
  get code(): string {
    return this.body.code;
  }
}

/** Nothing came back: whether it was done is not known. */
export class NoAnswer extends Error {}

const ANSWER_WITHIN_MS = 8000;

export interface Asking {
  as?: Role | undefined;
  body?: unknown;
  headers?: Record<string, string>;
  /** Unless said: POST with a body, GET without one. */
  method?: "DELETE" | undefined;
}

/** The response, whatever its status; NoAnswer when the line failed or took too long. */
export async function ask(path: string, asking: Asking = {}): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json", ...asking.headers };
  if (asking.as) headers["X-Diemcau-As"] = asking.as;
  const posted = asking.body !== undefined;
  if (posted) headers["Content-Type"] = "application/json";
  try {
    return await fetch(path, {
      method: asking.method ?? (posted ? "POST" : "GET"),
      headers,
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      ...(posted ? { body: JSON.stringify(asking.body) } : {}),
    });
  } catch (error) {
    throw new NoAnswer(String(error));
  }
}

/** The body of a good answer; otherwise Problem. */
export async function read<T>(path: string, asking: Asking = {}): Promise<T> {
  const response = await ask(path, asking);
  return settled<T>(response);
}

export async function settled<T>(response: Response): Promise<T> {
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    if (response.ok) throw new NoAnswer("the answer was cut off");
    body = null;
  }
  if (response.ok) return body as T;
  const said = body !== null && typeof body === "object" ? (body as Partial<ProblemBody>) : {};
  const code = said.code ?? (response.status === 404 ? "not_found" : "failed");
  throw new Problem({ type: "", title: "", ...said, code, status: response.status });
}

/** An id for a command or an act; `crypto.randomUUID` is missing on plain HTTP in a network. */
export function freshId(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `${prefix}-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
