/**
 * The store of this browser (IndexedDB): records that must not be lost, the last picture, the
 * roster. A record is said to be kept only after its transaction was committed to the disk.
 */

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { RosterPage, SiteMe } from "../../generated/schema";
import type { Entry, KeptRoster, KeptView, RecordBody, StreamRow, Undelivered } from "./rows";
import { isUnread, rosterOf, streamKey, summary } from "./rows";
import { renumbered } from "./settle";
import type { KeptOffset, Stamp } from "./stamp";

const NAME = "diemcau-site";
const VERSION = 1;
const STORES = ["records", "streams", "views", "rosters", "erased", "meta"] as const;
/** Committed to the disk, not only to the system's memory. */
const STRICT: IDBTransactionOptions = { durability: "strict" };

interface Shape extends DBSchema {
  records: { key: number; value: Entry; indexes: { site: string; id: string } };
  streams: { key: string; value: StreamRow };
  views: { key: string; value: KeptView };
  rosters: { key: [string, number]; value: KeptRoster };
  erased: { key: string; value: { key: string; session: string; person: string } };
  meta: { key: string; value: KeptOffset | SiteMe };
}

export class Store {
  private constructor(private readonly db: IDBPDatabase<Shape>) {}

  /** Raises what the browser raises where it keeps nothing: private windows, a full disk. */
  static async open(): Promise<Store> {
    const db = await openDB<Shape>(NAME, VERSION, {
      upgrade(fresh) {
        const records = fresh.createObjectStore("records", { keyPath: "n", autoIncrement: true });
        records.createIndex("site", "site");
        records.createIndex("id", "id", { unique: true });
        fresh.createObjectStore("streams", { keyPath: "key" });
        fresh.createObjectStore("views", { keyPath: "site" });
        fresh.createObjectStore("rosters", { keyPath: ["site", "page"] });
        fresh.createObjectStore("erased", { keyPath: "key" });
        fresh.createObjectStore("meta");
      },
      // Another tab has a newer page: it must not wait for this one.
      blocking: (_before, _after, event) => (event.target as IDBDatabase).close(),
    });
    return new Store(db);
  }

  close(): void {
    this.db.close();
  }

  // --- records ------------------------------------------------------------------------------

  entries(site: string): Promise<Entry[]> {
    return this.db.getAllFromIndex("records", "site", site);
  }

  /** What would be gone with the store: of every point and session, not only of one page. */
  async undelivered(): Promise<Undelivered> {
    const all = await this.db.getAll("records");
    return {
      waiting: all.filter((entry) => entry.state === "waiting").length,
      refused: all.filter(isUnread).length,
    };
  }

  /** Keep one record with the next number of its stream; the same id again is the same record. */
  async enter(
    place: { session: string; site: string },
    id: string,
    body: RecordBody,
    stamp: Stamp,
    freshIncarnation: string,
  ): Promise<Entry> {
    const work = this.db.transaction(["records", "streams"], "readwrite", STRICT);
    const records = work.objectStore("records");
    const streams = work.objectStore("streams");
    const known = await records.index("id").get(id);
    if (known) return known;
    const key = streamKey(place.session, place.site);
    const stream = (await streams.get(key)) ?? {
      key,
      ...place,
      incarnation: freshIncarnation,
      next: 1,
    };
    const entry: Entry = {
      id,
      ...place,
      incarnation: stream.incarnation,
      seq: stream.next,
      ...stamp,
      ...summary(body),
      body,
      state: "waiting",
      code: "",
      settled_at: null,
      rev: null,
      redacted: false,
    };
    const n = await records.add(entry);
    await streams.put({ ...stream, next: stream.next + 1 });
    await work.done;
    return { ...entry, n };
  }

  async put(entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return;
    const work = this.db.transaction("records", "readwrite", STRICT);
    for (const entry of entries) void work.store.put(entry);
    await work.done;
  }

  /**
   * Whatever waits for the session goes on in one stream: in the one it has, or in a fresh one of
   * this name. Returns what was numbered anew.
   *
   * Read and written in one transaction: a record that is being kept meanwhile is either found
   * here, or numbered in the stream that this leaves behind.
   */
  async gather(session: string, site: string, fresh?: string): Promise<Entry[]> {
    const work = this.db.transaction(["records", "streams"], "readwrite", STRICT);
    const records = work.objectStore("records");
    const streams = work.objectStore("streams");
    const key = streamKey(session, site);
    const stream = fresh
      ? { key, session, site, incarnation: fresh, next: 1 }
      : await streams.get(key);
    if (!stream) return [];
    const all = await records.index("site").getAll(site);
    const mine = all.filter((entry) => entry.session === session);
    const moved = renumbered(mine, stream);
    for (const entry of moved) void records.put(entry);
    void streams.put({ ...stream, next: stream.next + moved.length });
    await work.done;
    return moved;
  }

  stream(session: string, site: string): Promise<StreamRow | undefined> {
    return this.db.get("streams", streamKey(session, site));
  }

  // --- what was last seen -------------------------------------------------------------------

  view(site: string): Promise<KeptView | undefined> {
    return this.db.get("views", site);
  }

  async keepView(view: KeptView): Promise<void> {
    await this.db.put("views", view);
  }

  async roster(view: KeptView): Promise<KeptRoster[]> {
    const all = await this.db.getAll("rosters", pagesOf(view.site));
    return all.flatMap((page) => rosterOf(view, page) ?? []);
  }

  async keepRoster(page: KeptRoster): Promise<void> {
    await this.db.put("rosters", page);
  }

  /** The point works in this meeting now: the names of another one are of no use here. */
  async dropRosters(view: KeptView): Promise<void> {
    const work = this.db.transaction("rosters", "readwrite");
    for (const page of await work.store.getAll(pagesOf(view.site))) {
      if (page.session === view.session) continue;
      const mine = rosterOf(view, page);
      void (mine ? work.store.put(mine) : work.store.delete([view.site, page.page]));
    }
    await work.done;
  }

  /** The roster has so many pages now: what is beyond them is of nobody. */
  async trimRoster(site: string, pages: number): Promise<void> {
    await this.db.delete("rosters", pagesOf(site, pages));
  }

  async erased(session: string): Promise<Set<string>> {
    const rows = await this.db.getAll("erased");
    return new Set(rows.filter((row) => row.session === session).map((row) => row.person));
  }

  /** These persons were erased: on record, and out of whatever was kept of them. */
  async forget(session: string, persons: readonly string[], entries: Entry[]): Promise<void> {
    const gone = new Set(persons);
    const work = this.db.transaction(["erased", "records", "rosters"], "readwrite", STRICT);
    for (const person of persons)
      void work.objectStore("erased").put({ key: `${session}/${person}`, session, person });
    for (const entry of entries) void work.objectStore("records").put(entry);
    const rosters = work.objectStore("rosters");
    for (const page of await rosters.getAll()) {
      // Of which meeting an older page is, nobody knows: rather forgotten than kept.
      if (page.session !== undefined && page.session !== session) continue;
      if (!page.people.some((one) => gone.has(one.id))) continue;
      void rosters.put({ ...page, people: page.people.map((one) => bare(one, gone)) });
    }
    await work.done;
  }

  // --- the browser itself -------------------------------------------------------------------

  async me(): Promise<SiteMe | undefined> {
    return (await this.db.get("meta", "me")) as SiteMe | undefined;
  }

  async keepMe(me: SiteMe): Promise<void> {
    await this.db.put("meta", me, "me");
  }

  async offset(): Promise<KeptOffset | undefined> {
    return (await this.db.get("meta", "offset")) as KeptOffset | undefined;
  }

  async keepOffset(offset: KeptOffset): Promise<void> {
    await this.db.put("meta", offset, "offset");
  }

  /** Nothing of any point stays in this browser. */
  async wipe(): Promise<void> {
    const work = this.db.transaction(STORES, "readwrite", STRICT);
    for (const name of STORES) void work.objectStore(name).clear();
    await work.done;
  }
}

const pagesOf = (site: string, from = 0): IDBKeyRange =>
  IDBKeyRange.bound([site, from], [site, Infinity]);

function bare(person: RosterPage["people"][number], gone: ReadonlySet<string>) {
  return gone.has(person.id) ? { ...person, name: "", post: "", code: "" } : person;
}
