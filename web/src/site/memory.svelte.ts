/**
 * What this page asked for and where, across a reload: ids, spots and attendance codes only, never
 * a name. The server's list of acts says how each stands; this only says which row it belongs to.
 */

export type Handed = "saving" | "handed" | "refused" | "unsaved";

export interface Asked {
  id: string;
  spot: string;
  /** The attendance state that was chosen, if any. */
  status: string;
  code: string;
  state: Handed;
}

const KEPT = 300;

export class Memory {
  private readonly key: string;
  asked = $state.raw<Asked[]>([]);

  /** Of one meeting: what was entered in another one of this tab says nothing here. */
  constructor(site: string, session: string) {
    this.key = ["diemcau.acts", site, ...(session ? [session] : [])].join(".");
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.key) ?? "[]") as Asked[];
      // What was being handed over when the page went away is found in the server's list, or lost.
      this.asked = kept.map((one) => (one.state === "saving" ? { ...one, state: "unsaved" } : one));
    } catch {
      this.asked = [];
    }
  }

  of(spot: string): Asked | undefined {
    return this.asked.find((one) => one.spot === spot);
  }

  byId(id: string): Asked | undefined {
    return this.asked.find((one) => one.id === id);
  }

  idsOf(spot: string): Set<string> {
    return new Set(this.asked.filter((one) => one.spot === spot).map((one) => one.id));
  }

  put(one: Asked): void {
    this.asked = [one, ...this.asked].slice(0, KEPT);
    this.keep();
  }

  mark(id: string, state: Handed, code: string): void {
    this.asked = this.asked.map((one) => (one.id === id ? { ...one, state, code } : one));
    this.keep();
  }

  private keep(): void {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(this.asked));
    } catch {
      // Without it a reload only forgets which choice was still on its way.
    }
  }
}
