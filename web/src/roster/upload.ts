/** A file with what was decided about it, as one form: it stays in the browser and goes whole. */

import type { Role } from "../generated/schema";
import { NoAnswer, settled } from "../link/api";

export const FILE_BYTES_MAX = 5 * 1024 * 1024;
/** A poor line takes its time with five mebibytes. */
const ANSWER_WITHIN_MS = 180_000;

/** The good answer; otherwise Problem, or NoAnswer when nothing came back. */
export async function send<T>(
  path: string,
  as: Role,
  file: File,
  parts: Record<string, unknown>,
): Promise<T> {
  const form = new FormData();
  // The file's own name may hold somebody's: it is not sent.
  form.append("file", file, "file");
  for (const [name, value] of Object.entries(parts)) form.append(name, JSON.stringify(value));
  let response: Response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: { Accept: "application/json", "X-Diemcau-As": as },
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      body: form,
    });
  } catch (error) {
    throw new NoAnswer(String(error));
  }
  return settled<T>(response);
}
