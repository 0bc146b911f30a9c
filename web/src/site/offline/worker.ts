/**
 * The service worker of a point's page: the files of the page, so that it opens without a line.
 * Only files that the build made and that never change; never an answer of the server, and no other
 * page. `FILES` and `BUILD` are filled in by the build (`vite.site-worker.ts`).
 */

declare const FILES: readonly string[];
declare const BUILD: string;

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetched extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope extends EventTarget {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}

const scope = self as unknown as Scope;
const PREFIX = "diemcau-site-";
const PAGE = "/site";
/** The page that is still open may load a part of the build before this one. */
const BUILDS_KEPT = 2;

async function install(): Promise<void> {
  const cache = await caches.open(PREFIX + BUILD);
  // Past the browser's own cache: an old page must not be kept as the new one.
  await cache.addAll([PAGE, ...FILES].map((path) => new Request(path, { cache: "reload" })));
  await scope.skipWaiting();
}

async function activate(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(names.slice(0, -BUILDS_KEPT).map((name) => caches.delete(name)));
  await scope.clients.claim();
}

async function kept(path: string): Promise<Response | undefined> {
  const cache = await caches.open(PREFIX + BUILD);
  return (await cache.match(path)) ?? caches.match(path);
}

function answer(event: Fetched): void {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  const isPage = request.mode === "navigate" && address.pathname === PAGE;
  if (!isPage && !FILES.includes(address.pathname) && !isOldFile(address)) return;
  event.respondWith(kept(address.pathname).then((found) => found ?? fetch(request)));
}

/** A part of an earlier build: its name holds a hash of its content. */
const isOldFile = (address: URL): boolean => address.pathname.startsWith("/assets/");

scope.addEventListener("install", (event) => (event as Extendable).waitUntil(install()));
scope.addEventListener("activate", (event) => (event as Extendable).waitUntil(activate()));
scope.addEventListener("fetch", (event) => answer(event as Fetched));
