/**
 * Fetches the directory and makes a book of it beside the page: 40,000 points are megabytes of JSON
 * to parse, fold and sort, and the one who conducts must not wait for that.
 */

import type { Directory } from "../generated/schema";
import { ordersOf, pointOf, type Point, type Shelf } from "./points";

export interface Wish {
  path: string;
  as: string;
  /** The entity tag of the book that the page has. */
  tag: string | null;
}

export type Word =
  | { type: "rows"; rows: Point[] }
  | { type: "whole"; tag: string; shelf: Shelf }
  | { type: "same" }
  | { type: "failed"; why: string };

const WITHIN_MS = 30_000;
/** So many rows are taken over by the page in two or three milliseconds. */
const ROWS_AT_ONCE = 500;

const say = (word: Word): void => postMessage(word);

async function make({ path, as, tag }: Wish): Promise<void> {
  const response = await fetch(path, {
    headers: {
      Accept: "application/json",
      "X-Diemcau-As": as,
      ...(tag === null ? {} : { "If-None-Match": tag }),
    },
    credentials: "same-origin",
    cache: "no-store",
    signal: AbortSignal.timeout(WITHIN_MS),
  });
  if (response.status === 304) return say({ type: "same" });
  if (!response.ok) return say({ type: "failed", why: String(response.status) });
  const { sites, ...rest } = (await response.json()) as Directory;
  const bySite = new Map(sites.map((row) => [row.site, row]));
  const points = sites.map((row, at) =>
    pointOf(row, at, row.parent === null ? undefined : bySite.get(row.parent)),
  );
  for (let at = 0; at < points.length; at += ROWS_AT_ONCE) {
    say({ type: "rows", rows: points.slice(at, at + ROWS_AT_ONCE) });
  }
  const shelf = { ...rest, ...ordersOf(points) };
  say({ type: "whole", tag: response.headers.get("ETag") ?? "", shelf });
}

addEventListener("message", (event: MessageEvent<Wish>) => {
  make(event.data).catch((error: unknown) => say({ type: "failed", why: String(error) }));
});
