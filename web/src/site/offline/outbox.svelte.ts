/**
 * The outbox of this browser for one point: kept first, delivered when the line is there, and
 * delivered again until the answer says that it is durable. `POST /site/records` does to it what an
 * agent's link does to the agent's.
 */

import type { ActNow, SiteRecords, SiteRecordsAnswer } from "../../generated/schema";
import { NoAnswer, Problem, ask, freshId, settled } from "../../link/api";
import { ATTENDANCE_KINDS } from "../rows";
import { withoutPeople } from "./redact";
import { type Entry, type RecordBody, actOf, isUnread } from "./rows";
import { batchOf, isStray, lacks, letGo, settledBy } from "./settle";
import type { Store } from "./store";
import type { DeviceTime } from "./stamp";

/** How a round of delivering ended. */
export type Round = "done" | "later" | "away" | "stranger";

export class Outbox {
  entries = $state.raw<Entry[]>([]);
  /** The server went back in time, and is sent what it lacks. */
  wentBack = $state(false);
  private busy: Promise<Round> | null = null;
  private closed = false;

  private constructor(
    private readonly store: Store,
    private readonly time: DeviceTime,
    readonly site: string,
    entries: Entry[],
  ) {
    this.entries = entries;
  }

  static async open(store: Store, time: DeviceTime, site: string): Promise<Outbox> {
    return new Outbox(store, time, site, await store.entries(site));
  }

  get waiting(): number {
    return this.entries.reduce((n, entry) => n + (entry.state === "waiting" ? 1 : 0), 0);
  }

  /** Refused, and not thrown away yet: somebody has to look at them. */
  get refused(): Entry[] {
    return this.entries.filter(isUnread);
  }

  /** The acts of a session, newest first. */
  acts(session: string): ActNow[] {
    return this.entries
      .filter((entry) => entry.session === session)
      .map(actOf)
      .reverse();
  }

  /** The newest word on each person that a picture of this revision does not show yet. */
  unseen(session: string, rev: number): Map<string, Entry> {
    const found = new Map<string, Entry>();
    for (const entry of this.entries) {
      if (entry.session !== session || entry.state === "refused") continue;
      if (!(ATTENDANCE_KINDS as readonly string[]).includes(entry.what)) continue;
      if (entry.rev === null || entry.rev > rev) found.set(entry.target, entry);
    }
    return found;
  }

  /** Keep one record; resolves when it is on the disk. Raises what the store raises. */
  async enter(session: string, id: string, body: RecordBody): Promise<Entry> {
    const place = { session, site: this.site };
    const entry = await this.store.enter(place, id, body, this.time.stamp(), freshId("b"));
    this.put([entry]);
    return entry;
  }

  /** Hand over whatever waits, and ask how far this session has come. One round at a time. */
  deliver(session: string | null): Promise<Round> {
    this.busy ??= this.round(session).finally(() => (this.busy = null));
    return this.busy;
  }

  /** Another works with the store, or it is cleared: nothing more is sent from here or written.
   *  Resolves when the round under way has ended. */
  async close(): Promise<void> {
    this.closed = true;
    await this.busy?.catch(() => undefined);
  }

  /** What was refused has been looked at. */
  async dismiss(entries: readonly Entry[]): Promise<void> {
    await this.change(entries.map((entry) => ({ ...entry, body: null })));
  }

  /** This session first; what waits for another, whose sign-in may have ended, holds up nobody. */
  private async round(session: string | null): Promise<Round> {
    const waiting = this.entries.filter((entry) => entry.state === "waiting");
    const sessions = new Set([...(session === null ? [] : [session])]);
    for (const entry of waiting) sessions.add(entry.session);
    const ends: Round[] = [];
    for (const one of sessions) {
      const end = await this.session(one).catch(endOf);
      if (end === "away") return end;
      ends.push(end);
    }
    return ends.find((end) => end === "stranger") ?? ends.find((end) => end !== "done") ?? "done";
  }

  /** All that waits for one session, a batch at a time; at least one question. */
  private async session(session: string): Promise<Round> {
    for (;;) {
      const incarnation = await this.stream(session);
      const mine = this.of(session, incarnation);
      const batch = batchOf(mine);
      if (this.closed) return "later";
      const answer = await this.post(session, incarnation, batch);
      if (this.closed) return "later";
      const { changed, turnOver } = settledBy(mine, batch, answer);
      if (changed.some((entry) => entry.state === "waiting")) this.wentBack = true;
      await this.change(changed);
      if (this.closed) return "later";
      await this.forget(session, answer.erased);
      if (this.closed) return "later";
      if (turnOver || lacks(this.of(session, incarnation), answer))
        await this.gather(session, freshId("b"));
      else if (answer.short === "slow_down") return "later";
      else if (answer.closed) await this.change(letGo(this.of(session, incarnation)));
      if (!this.entries.some((one) => one.session === session && one.state === "waiting"))
        return "done";
      if (batch.length === 0 && !turnOver) return "later";
    }
  }

  private of(session: string, incarnation: string): Entry[] {
    return this.entries.filter(
      (entry) => entry.session === session && entry.incarnation === incarnation,
    );
  }

  private async post(
    session: string,
    incarnation: string,
    batch: readonly Entry[],
  ): Promise<SiteRecordsAnswer> {
    const items = batch.map(({ seq, device_at, offset_ms, body }) => ({
      seq,
      device_at,
      offset_ms: offset_ms ?? this.time.offset,
      body,
    }));
    const body = { session, incarnation, items } as SiteRecords;
    const path = `/site/records?site=${encodeURIComponent(this.site)}`;
    return settled<SiteRecordsAnswer>(await ask(path, { as: "site", body }));
  }

  /** Under which name the session is delivered. What waits under another one would wait for ever:
   *  it was never sent under that, so it goes on in this stream. */
  private async stream(session: string): Promise<string> {
    const stream = await this.store.stream(session, this.site);
    if (!stream) return freshId("b");
    const { incarnation } = stream;
    if (this.entries.some((one) => one.session === session && isStray(one, incarnation)))
      await this.gather(session);
    return incarnation;
  }

  /** Whatever waits into one stream; with a fresh name, into one that begins anew. */
  private async gather(session: string, fresh?: string): Promise<void> {
    this.put(await this.store.gather(session, this.site, fresh));
  }

  /** These persons were erased: their names leave this browser. */
  async forget(session: string, persons: readonly string[]): Promise<void> {
    if (persons.length === 0) return;
    const known = await this.store.erased(session);
    const fresh = persons.filter((person) => !known.has(person));
    if (fresh.length === 0) return;
    const gone = new Set(fresh);
    const changed = this.entries
      .filter((entry) => entry.session === session)
      .map((entry) => withoutPeople(entry, gone))
      .filter((entry) => !this.entries.includes(entry));
    await this.store.forget(session, fresh, changed);
    this.put(changed);
  }

  private async change(entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0 || this.closed) return;
    await this.store.put(entries);
    this.put(entries);
  }

  /** What is on the disk now, in memory, too. */
  private put(entries: readonly Entry[]): void {
    const changed = new Map(entries.map((entry) => [entry.n, entry]));
    const kept = this.entries.map((entry) => {
      const now = changed.get(entry.n);
      changed.delete(entry.n);
      return now ?? entry;
    });
    this.entries = [...kept, ...changed.values()];
  }
}

/** What a round came to that did not come to its end; a fault of our own is none of these. */
function endOf(error: unknown): Round {
  if (error instanceof NoAnswer) return "away";
  if (!(error instanceof Problem)) throw error;
  return [401, 403].includes(error.body.status) ? "stranger" : "later";
}
