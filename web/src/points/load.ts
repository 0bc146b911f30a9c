/** The directory as a book, made by a worker and taken over in small pieces. */

import type { Word, Wish } from "./book.worker";
import type { Book, Point } from "./points";

/** The book, or null when it is still the one with this tag. Raises an Error when there is none. */
export function loadBook(wish: Wish): Promise<Book | null> {
  const worker = new Worker(new URL("./book.worker.ts", import.meta.url), { type: "module" });
  const sites: Point[] = [];
  const bySite = new Map<string, Point>();
  return new Promise<Book | null>((done, fail) => {
    worker.onmessage = ({ data: word }: MessageEvent<Word>) => {
      if (word.type === "rows") {
        for (const point of word.rows) {
          sites.push(point);
          bySite.set(point.site, point);
        }
      } else if (word.type === "whole") done({ ...word.shelf, tag: word.tag, sites, bySite });
      else if (word.type === "same") done(null);
      else fail(new Error(word.why));
    };
    worker.onerror = () => fail(new Error("the worker could not begin"));
    worker.postMessage(wish);
  }).finally(() => worker.terminate());
}
