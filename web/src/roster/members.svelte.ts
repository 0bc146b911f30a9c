/** The members of one standing list: each act is recorded at once, on what was seen. */

import type { MemberRow, Role, StandingDetail, StandingRow } from "../generated/schema";
import { NoAnswer, Problem, read } from "../link/api";

export type Member = Omit<MemberRow, "id"> & { id: string };
/** What went wrong: a code, or "away" when nothing came back. */
export type MembersTrouble = "" | "away" | (string & {});

export class Members {
  row = $state.raw<StandingRow>();
  list = $state.raw<readonly Member[]>([]);
  busy = $state(false);
  trouble = $state<MembersTrouble>("");

  constructor(
    private readonly roster: string,
    private readonly role: Role,
  ) {}

  load(): Promise<boolean> {
    return this.attempt(() => this.look());
  }

  /** Add one, or replace the one of this id. True when it is recorded. */
  put(member: Member): Promise<boolean> {
    const known = this.list.some((one) => one.id === member.id && one.id !== "");
    return this.save(
      known
        ? this.list.map((one) => (one.id === member.id ? member : one))
        : [...this.list, member],
    );
  }

  takeOff(id: string): Promise<boolean> {
    return this.save(this.list.filter((one) => one.id !== id));
  }

  private save(members: readonly Member[]): Promise<boolean> {
    return this.attempt(async () => {
      const row = this.row;
      if (!row) return;
      const { id, name, series, updated_at: seen_at } = row;
      const body = { id, name, series, seen_at, members };
      await read<StandingRow>("/api/v1/rosters", { as: this.role, body });
      await this.look();
    });
  }

  private async look(): Promise<void> {
    const path = `/api/v1/rosters/${encodeURIComponent(this.roster)}`;
    const found = await read<StandingDetail>(path, { as: this.role });
    this.row = found.row;
    this.list = found.members;
  }

  private async attempt(work: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.trouble = "";
    try {
      await work();
      return true;
    } catch (error) {
      this.trouble = codeOf(error);
    } finally {
      this.busy = false;
    }
    // Somebody else was quicker: what they made of it is shown, and nothing of it is replaced.
    if (this.trouble === "conflict") await this.look().catch(codeOf);
    return false;
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Problem) return error.code;
  if (error instanceof NoAnswer) return "away";
  throw error;
}
