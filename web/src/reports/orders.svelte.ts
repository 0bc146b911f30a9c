/** What was ordered of a session, and how far it is: asked often while something is being made. */

import type { ReportJob, ReportOrder, Role } from "../generated/schema";
import { NoAnswer, Problem, ask, read, settled } from "../link/api";
import { mayRead } from "./readings";

const BUSY_MS = 600;
const CALM_MS = 5000;

export type Kind = "xlsx" | "attendance" | "minutes" | "csv" | "jsonl";

/** Who may take names away: organizers, and whoever writes the minutes for these. */
export function mayName(role: Role, kind: Kind): boolean {
  const may = mayRead(role);
  return kind === "minutes" ? may.minutes : may.files;
}

export function kindOf(job: Pick<ReportJob, "format" | "document">): Kind {
  return job.format === "pdf" ? job.document : job.format;
}

/** Whether this role may have, or be rid of, what was made: who may not order it may neither. */
export function mayTake(role: Role, job: ReportJob): boolean {
  return job.phones ? mayRead(role).files : !job.names || mayName(role, kindOf(job));
}

/** A size as a person reads it, in the units of files. */
export function sizeOf(bytes: number, language: string): string {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  const digits = value < 10 ? 1 : 0;
  const shown = value.toLocaleString(language, { maximumFractionDigits: digits });
  return `${shown} ${unit}`;
}

export class Orders {
  jobs = $state.raw<ReportJob[]>([]);
  /** Why the last click came to nothing: a code, or "" for no answer. */
  trouble = $state<string | null>(null);
  sending = $state(false);
  private readonly base: string;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = true;

  constructor(
    base: string,
    private readonly role: Role,
  ) {
    this.base = `${base}/reports`;
  }

  /** Follow the jobs until told to stop. */
  start(): () => void {
    this.stopped = false;
    void this.load();
    return () => {
      this.stopped = true;
      clearTimeout(this.timer);
    };
  }

  get making(): boolean {
    return this.jobs.some((job) => job.done_at === null);
  }

  async load(): Promise<void> {
    clearTimeout(this.timer);
    try {
      this.jobs = await read<ReportJob[]>(this.base, { as: this.role });
    } catch {
      // What is shown stays; the next turn asks again.
    }
    if (!this.stopped) {
      this.timer = setTimeout(() => void this.load(), this.making ? BUSY_MS : CALM_MS);
    }
  }

  async order(order: ReportOrder): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    await this.tried(async () => {
      const job = await read<ReportJob>(this.base, { as: this.role, body: order });
      this.jobs = [job, ...this.jobs];
    });
    this.sending = false;
    await this.load();
  }

  async remove(job: string): Promise<void> {
    await this.tried(async () => {
      const path = `${this.base}/${job}`;
      this.jobs = await settled<ReportJob[]>(await ask(path, { as: this.role, method: "DELETE" }));
    });
  }

  /** Where a browser finds the file: it says as whom it comes, since a link has no headers. */
  href(job: string): string {
    return `${this.base}/${job}/file?as=${this.role}`;
  }

  private async tried(work: () => Promise<void>): Promise<void> {
    this.trouble = null;
    try {
      await work();
    } catch (error) {
      if (error instanceof Problem) this.trouble = error.code;
      else if (error instanceof NoAnswer) this.trouble = "";
      else throw error;
    }
  }
}
