/**
 * What an answer to delivered records means for the entries of a stream. The rules are the agent's
 * (`docs/protocol.md` §5): numbers from 1 without gaps, an answer means durable, doing it twice is
 * harmless, and a server that went back in time is sent again what it lacks.
 */

import type { SiteRecordsAnswer } from "../../generated/schema";
import type { Entry, StreamRow } from "./rows";

/** As many as the server takes at once, and as many bytes as surely fit into one body. */
export const RECORDS_PER_BATCH_MAX = 200;
export const BATCH_BYTES_MAX = 180_000;
const BYTES_BESIDE_BODY = 120;

const inOrder = (one: Entry, other: Entry): number => one.seq - other.seq;

/** The first that wait, numbers contiguous, as many as fit; the first one always fits. */
export function batchOf(entries: readonly Entry[]): Entry[] {
  const batch: Entry[] = [];
  let bytes = 0;
  const size = new TextEncoder();
  for (const entry of entries.filter((one) => one.state === "waiting").sort(inOrder)) {
    const last = batch.at(-1);
    bytes += size.encode(JSON.stringify(entry.body)).length + BYTES_BESIDE_BODY;
    const full = batch.length >= RECORDS_PER_BATCH_MAX || bytes > BATCH_BYTES_MAX;
    if (last && (full || entry.seq !== last.seq + 1)) break;
    batch.push(entry);
  }
  return batch;
}

export interface Settled {
  /** Entries that stand otherwise now. */
  changed: Entry[];
  /** A number is taken by another's record, or is missing here: the stream begins anew. */
  turnOver: boolean;
}

/** What the answer to this batch says of the stream's entries. */
export function settledBy(
  entries: readonly Entry[],
  batch: readonly Entry[],
  answer: SiteRecordsAnswer,
): Settled {
  const sent = new Set(batch.map((entry) => entry.n));
  const codes = new Map(answer.refused.map((one) => [one.seq, one.code as string]));
  const changed: Entry[] = [];
  let turnOver = false;
  for (const entry of entries) {
    if (entry.seq > answer.upto) {
      // The server went back in time: what it lacks waits again, if it is still here.
      if (entry.state === "waiting") continue;
      if (entry.body === null) turnOver = true;
      else changed.push({ ...entry, state: "waiting", code: "", settled_at: null, rev: null });
    } else if (sent.has(entry.n) && entry.state === "waiting") {
      const code = ownCode(entry, codes.get(entry.seq) ?? "");
      if (code === "seq_conflict") turnOver = true;
      else
        changed.push({
          ...entry,
          state: code ? "refused" : "accepted",
          code,
          settled_at: answer.now,
          rev: answer.rev,
        });
    }
  }
  return { changed, turnOver };
}

/** The number that the server waits for is not here any more: it would wait for ever. */
export function lacks(entries: readonly Entry[], answer: SiteRecordsAnswer): boolean {
  return answer.short === "gap" && !entries.some((entry) => entry.seq === answer.upto + 1);
}

/** A record whose names were taken out differs from what was sent before: it is no other's. */
function ownCode(entry: Entry, code: string): string {
  return code === "seq_conflict" && entry.redacted ? "erased" : code;
}

/** What waits under another name, in the order it was made, at the end of this stream. */
export function renumbered(
  entries: readonly Entry[],
  stream: Pick<StreamRow, "incarnation" | "next">,
): Entry[] {
  const { incarnation, next } = stream;
  return entries
    .filter((entry) => isStray(entry, incarnation))
    .sort((one, other) => (one.n ?? 0) - (other.n ?? 0))
    .map((entry, at) => ({ ...entry, incarnation, seq: next + at }));
}

/** It waits, and the stream that is delivered has another name by now. */
export function isStray(entry: Entry, incarnation: string): boolean {
  return entry.state === "waiting" && entry.incarnation !== incarnation;
}

/** The session is closed: what was accepted need not be kept to be sent again. */
export function letGo(entries: readonly Entry[]): Entry[] {
  return entries
    .filter((entry) => entry.state === "accepted" && entry.body !== null)
    .map((entry) => ({ ...entry, body: null }));
}
