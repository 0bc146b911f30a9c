/**
 * What makes a browser a place where something can be kept, condition by condition: a secure
 * address, a store, the files of the page (service worker), no other tab at work, and the browser's
 * promise not to clear it. Until all of them hold, nothing is called saved.
 */

import type { SitePage } from "../../generated/schema";
import { signOut } from "../../link/sign-in";
import { type Hold, hold } from "./lock";
import { Outbox, type Round } from "./outbox.svelte";
import { forKeeping } from "./redact";
import type { KeptRoster, KeptView, RecordBody, Undelivered } from "./rows";
import { Sender } from "./sender";
import { DeviceTime } from "./stamp";
import { Store } from "./store";

export const WORKER = { address: "/site-worker.js", scope: "/site" };
const VIEW_KEPT_EVERY_MS = 2000;
const BEYOND_MS = 1000;
/** Long enough for what the store is busy with; an answer that comes later writes nothing. */
const ROUND_ENDS_MS = 2000;

export type Condition = "secure" | "store" | "files" | "alone" | "promise";
export type Standing = "yes" | "no" | "coming";

export class Offline {
  readonly time = new DeviceTime();
  box = $state.raw<Outbox | null>(null);
  kept = $state.raw<KeptView | null>(null);
  /** The sign-in does not hold any more: what waits can be sent after signing in again. */
  stranger = $state(false);
  conditions = $state<Record<Condition, Standing>>({
    secure: "coming",
    store: "coming",
    files: "coming",
    alone: "coming",
    promise: "coming",
  });
  private store: Store | null = null;
  /** Resolves when the store is open, or will not be. */
  private ready: () => void = () => undefined;
  private readonly opened = new Promise<void>((done) => (this.ready = done));
  private sender: Sender | null = null;
  private lock: Hold | null = null;
  private unseen: KeptView | null = null;
  private keptOnce = false;
  /** Of which meeting the kept names are. */
  private meant = "";
  /** The page is left: nothing is begun or written any more. */
  private over = false;
  /** How often the lock has come or gone. */
  private turn = 0;
  private tags = "";
  private stopSender: () => void = () => undefined;

  /** `meeting`: the one that the page was opened for; "" where what was kept decides. */
  constructor(
    readonly site: string,
    private readonly meeting = "",
  ) {}

  /** Entries made now outlive this page. */
  get keeps(): boolean {
    const { secure, store, files, alone } = this.conditions;
    return [secure, store, files, alone].every((one) => one === "yes") && this.box !== null;
  }

  /** They also outlive a disk that is nearly full: the browser has promised. */
  get durable(): boolean {
    return this.keeps && this.conditions.promise === "yes";
  }

  get waiting(): number {
    return this.box?.waiting ?? 0;
  }

  start(): () => void {
    if (!isSecureContext || !("locks" in navigator) || !("serviceWorker" in navigator)) {
      for (const name of Object.keys(this.conditions) as Condition[]) this.conditions[name] = "no";
      this.ready();
      return () => undefined;
    }
    this.conditions.secure = "yes";
    void this.open().finally(this.ready);
    void this.install();
    void this.ask();
    const keep = setInterval(() => void this.keep(), VIEW_KEPT_EVERY_MS);
    const leave = () => void this.keep();
    addEventListener("pagehide", leave);
    return () => {
      clearInterval(keep);
      removeEventListener("pagehide", leave);
      void this.end();
      this.lock?.release();
      void this.opened.then(() => this.store?.close());
    };
  }

  /** Resolves when the outbox has come to rest. */
  private async end(): Promise<void> {
    this.over = true;
    this.stopSender();
    await this.box?.close();
  }

  // --- what the page does with it -----------------------------------------------------------

  /** The session that entries are made in: the one last seen. */
  get session(): string | null {
    return this.kept?.session ?? null;
  }

  /** A view came from the coordinator: the newest picture, and the measure of time. */
  saw(page: SitePage, now: number | null): void {
    if (this.over) return;
    const { session, at, floor, own } = page;
    this.stranger = false;
    this.kept = this.unseen = { site: this.site, session, at, floor, own };
    // The first at once: the line may be gone before the next time to keep one.
    if (!this.keptOnce) void this.keep();
    this.follow(own?.roster.pages.join(" ") ?? "");
    // From beyond our now: the computer slept, and its counter has not been measured anew yet.
    if (now === null || at - now > BEYOND_MS) return;
    const offset = this.time.measure(now);
    if (offset) void this.store?.keepOffset(offset);
  }

  /** Somebody of the roster may have been erased: the next answer says who. */
  private follow(tags: string): void {
    if (this.tags !== "" && this.tags !== tags) this.sender?.kick();
    this.tags = tags;
  }

  /** Keep one record. True when it is on the disk; whether that lasts, `durable` says. */
  async enter(id: string, body: RecordBody): Promise<boolean> {
    if (this.over || !this.box || this.session === null) return false;
    if (this.conditions.alone !== "yes") return false;
    try {
      await this.box.enter(this.session, id, body);
    } catch {
      // A full disk, or a store that the browser has taken away.
      this.conditions.store = "no";
      return false;
    }
    this.sender?.kick();
    return true;
  }

  /** The line is back. */
  up(): void {
    this.sender?.kick();
  }

  /** The other tab's work goes on here. */
  take(): void {
    this.lock?.take();
  }

  /** Ask the browser again for its promise; some ask the person, and only upon a press. */
  async ask(): Promise<void> {
    const storage = navigator.storage;
    const held = (await storage?.persisted?.()) || (await storage?.persist?.()) || false;
    this.conditions.promise = held ? "yes" : "no";
  }

  /** What leaving would lose, read anew: other tabs and other points keep in this store, too. Null
   *  where the store cannot be read, as when the browser has closed it. */
  async undelivered(): Promise<Undelivered | null> {
    await this.opened;
    if (!this.store) return { waiting: 0, refused: 0 };
    return this.store.undelivered().catch(() => null);
  }

  /** Nothing of the point stays here, and the sign-in ends as far as the server can be told. */
  async leave(): Promise<void> {
    const quiet = Promise.all([this.end(), this.opened]);
    await signOut("site").catch(() => undefined);
    await Promise.race([quiet, new Promise((late) => setTimeout(late, ROUND_ENDS_MS))]);
    // Another tab that works with it must not put back what is cleared here.
    if (this.conditions.alone === "no") this.lock?.take();
    await this.clear();
    // Not before: the tab that is next would read what is cleared here.
    this.lock?.release();
    location.assign("/");
  }

  /** What the browser has closed clears nothing, opened anew it may. In any case the page goes:
   *  nobody stays signed in because of a store. */
  private async clear(): Promise<void> {
    try {
      await this.store?.wipe();
    } catch {
      const again = Store.open().then((store) => store.wipe().finally(() => store.close()));
      const late = new Promise((done) => setTimeout(done, ROUND_ENDS_MS));
      await Promise.race([again.catch(() => undefined), late]);
    }
  }

  /** The pages of the meeting's roster as they were last fetched. */
  async roster(): Promise<KeptRoster[]> {
    await this.opened;
    if (this.kept === null) return [];
    return (await this.store?.roster(this.kept).catch(() => [])) ?? [];
  }

  /** Asked for once only, so a page that came before the store was open is kept when it is. */
  async keepRoster(page: KeptRoster): Promise<void> {
    await this.opened;
    if (this.over) return;
    await this.store?.keepRoster(page).catch(() => undefined);
  }

  // --- the conditions -----------------------------------------------------------------------

  private async open(): Promise<void> {
    try {
      const store = (this.store = await Store.open());
      // A measure that came meanwhile holds all the same; the next is compared with what is kept.
      this.time.recall((await store.offset()) ?? null);
      const view = await store.view(this.site);
      // A picture that came meanwhile is newer, and may be of another session. That of another
      // meeting than the page's is not shown, and nothing is entered in it.
      if (!this.meeting || view?.session === this.meeting) this.kept ??= view ?? null;
      this.conditions.store = "yes";
    } catch {
      this.conditions.store = "no";
      return;
    }
    if (this.over) return;
    this.lock = hold(this.site, (held) => void this.held(held));
    this.conditions.alone = "no";
  }

  /** With the lock the outbox is read anew: another tab may have worked with it. */
  private async held(held: boolean): Promise<void> {
    const turn = ++this.turn;
    this.stopSender();
    void this.box?.close();
    if (!held || !this.store) {
      this.conditions.alone = "no";
      this.box = null;
      return;
    }
    const box = await Outbox.open(this.store, this.time, this.site);
    // Meanwhile the lock may have gone again, and another tab delivers.
    if (turn !== this.turn || this.over) return;
    this.box = box;
    this.conditions.alone = "yes";
    this.sender = new Sender(
      box,
      () => this.session,
      (round) => this.said(round),
    );
    this.stopSender = this.sender.start();
    void this.keep();
  }

  private said(round: Round): void {
    this.stranger = round === "stranger";
  }

  private async install(): Promise<void> {
    try {
      await navigator.serviceWorker.register(WORKER.address, { scope: WORKER.scope });
      await navigator.serviceWorker.ready;
      this.conditions.files = "yes";
    } catch {
      this.conditions.files = "no";
    }
  }

  /** The last picture, if there is a newer one. Only the tab that works here writes. */
  private async keep(): Promise<void> {
    const view = this.unseen;
    if (this.over || !view || !this.store || this.conditions.alone !== "yes") return;
    this.unseen = null;
    this.keptOnce = true;
    const plain = forKeeping($state.snapshot(view) as KeptView);
    await this.store.keepView(plain).catch(() => undefined);
    if (this.meant !== plain.session) {
      this.meant = plain.session;
      await this.store.dropRosters(plain).catch(() => undefined);
    }
    const pages = plain.own?.roster.pages.length;
    if (pages !== undefined) await this.store.trimRoster(this.site, pages).catch(() => undefined);
  }
}
