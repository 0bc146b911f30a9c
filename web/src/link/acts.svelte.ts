/**
 * What every click became: sending, recorded at, refused with a reason, or a conflict.
 *
 * A command that got no answer is never sent again: its fate is asked for by its id. When the server
 * does not know it, it is given up there before the person is told to press again, so that it cannot
 * come true later if a line delivers it after all.
 */

import type { AnyCommand, CommandAnswer, CommandFate, Role } from "../generated/schema";
import type { SessionClock } from "../time/clock";
import { NoAnswer, Problem, ask, freshId, settled } from "./api";

export type Fate = "sending" | "asking" | "recorded" | "refused" | "conflict" | "lost";

export interface Act {
  id: string;
  /** Where on the page it was made; its trace is shown there. */
  spot: string;
  /** What was asked for, in the words of the button. */
  label: string;
  fate: Fate;
  code: string;
  params: Record<string, unknown>;
  /** Session time of the answer. */
  at: number | null;
  entry: string | null;
  /** The session's revision when it was recorded. */
  rev: number | null;
  /** Good news was shown long enough; bad news stays until it is dismissed or followed. */
  faded: boolean;
}

/** Whether it is, or may still become, as it was wanted. */
export const isWell = (act: Act): boolean => ["sending", "asking", "recorded"].includes(act.fate);

/** A command without what the page adds: its id and the revision it rests on. */
export type Command = AnyCommand extends infer Each
  ? Each extends AnyCommand
    ? Omit<Each, "command_id" | "expected_rev">
    : never
  : never;

/** Acts on the session as a whole: nothing but their name. */
export type PhaseAct =
  | "start_session"
  | "pause_session"
  | "resume_session"
  | "reopen_session"
  | "begin_rehearsal"
  | "end_rehearsal";

/** Acts on one entry of the list that need nothing else. */
export type EntryAct =
  | "approve_request"
  | "decline_request"
  | "defer_request"
  | "call_point"
  | "revoke_call"
  | "give_floor"
  | "set_aside"
  | "return_request"
  | "receive_written"
  | "cue_picture"
  | "confirm_picture"
  | "lose_picture"
  | "keep_waiting"
  | "pass_over"
  | "put_back"
  | "resume_speech"
  | "end_speech";

/** The server failed before it could say: the command may stand all the same. */
const UNSAID = new Set(["failed", "internal", "unavailable"]);

const KEPT = 40;
/** How often a page asks again after acts that still have no answer. */
export const ASK_AGAIN_MS = 3000;
const SHOWN_MS = 6000;
const FRESH = { at: null, entry: null, rev: null, faded: false };

export class Acts {
  all = $state.raw<Act[]>([]);
  /** Who waits for the fate of an act. */
  private readonly waiting = new Map<string, () => void>();

  constructor(
    private readonly base: string,
    private readonly as: () => Role,
    private readonly clock: SessionClock,
  ) {}

  /** The newest act of a spot, while there is something to be said about it. */
  shown(spot: string): Act | undefined {
    const act = this.of(spot);
    return act?.faded ? undefined : act;
  }

  /** The newest act of a spot. */
  of(spot: string): Act | undefined {
    return this.all.find((act) => act.spot === spot);
  }

  /** Whether something of this spot is still on its way. */
  busy(spot: string): boolean {
    const act = this.of(spot);
    return act !== undefined && this.isOpen(act.id);
  }

  /** Send one command; resolves when its fate is known, however long the line is away. */
  async send(command: Command, spot: string, label: string, expectedRev?: number): Promise<Act> {
    const id = freshId("c");
    this.put({ id, spot, label, fate: "sending", code: "", params: {}, ...FRESH });
    const body = {
      command_id: id,
      ...(expectedRev === undefined ? {} : { expected_rev: expectedRev }),
      ...command,
    };
    try {
      const response = await ask(`${this.base}/commands`, { as: this.as(), body });
      this.settle(id, await settled<CommandAnswer>(response));
    } catch (error) {
      if (error instanceof Problem) this.problem(id, error);
      else this.change(id, { fate: "asking" });
    }
    if (this.find(id)?.fate === "asking") await this.askFate(id);
    if (this.isOpen(id)) await new Promise<void>((known) => this.waiting.set(id, known));
    return this.find(id) ?? { ...MISSING, id, spot, label };
  }

  /** The line is back: ask what became of all that had no answer. */
  async askOpen(): Promise<void> {
    await Promise.all(
      this.all.filter((act) => act.fate === "asking").map((act) => this.askFate(act.id)),
    );
  }

  /** While a page is open: a question that failed is asked again, whatever the stream does. */
  keepAsking(): () => void {
    const timer = setInterval(() => void this.askOpen(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }

  dismiss(id: string): void {
    this.all = this.all.filter((act) => act.id !== id);
    this.tell();
  }

  private async askFate(id: string): Promise<void> {
    if (this.find(id)?.fate !== "asking") return;
    try {
      const response = await ask(`${this.base}/commands/${id}`, { as: this.as() });
      this.settle(id, await settled<CommandFate>(response));
    } catch (error) {
      // Any other no is to the question (signed out, say): of the command it says nothing.
      if (heard(error)?.code === "unknown_command") await this.giveUp(id);
    }
  }

  /** It may still be on its way: whichever comes first, this or the command, decides. */
  private async giveUp(id: string): Promise<void> {
    const body = { command_id: id, type: "give_up_command" };
    try {
      const response = await ask(`${this.base}/commands`, { as: this.as(), body });
      this.settle(id, await settled<CommandAnswer>(response));
    } catch (error) {
      const said = heard(error);
      if (said?.code === "given_up") this.lose(id);
      // Only a no that names the command is what became of it; any other leaves it open.
      else if (said && "command_id" in said.body && said.body.status < 500) this.problem(id, said);
    }
  }

  /** Two questions after one command may be under way: what came first stands. */
  private isOpen(id: string): boolean {
    const fate = this.find(id)?.fate;
    return fate === "sending" || fate === "asking";
  }

  private lose(id: string): void {
    if (this.isOpen(id)) this.change(id, { fate: "lost" });
  }

  private settle(id: string, said: CommandAnswer | CommandFate): void {
    if (!this.isOpen(id)) return;
    const code = "code" in said ? (said.code ?? "") : "";
    this.change(id, {
      fate: said.accepted ? "recorded" : code === "conflict" ? "conflict" : "refused",
      code,
      params: "params" in said ? said.params : {},
      at: said.at,
      entry: said.entry,
      rev: said.accepted ? (said.rev ?? null) : null,
    });
    if (said.accepted) setTimeout(() => this.change(id, { faded: true }), SHOWN_MS);
  }

  private problem(id: string, problem: Problem): void {
    if (!this.isOpen(id)) return;
    const { code, ...params } = problem.body;
    if (params.status >= 500 && UNSAID.has(code)) {
      this.change(id, { fate: "asking" });
      return;
    }
    const fate = code === "conflict" ? "conflict" : "refused";
    this.change(id, { fate, code, params, at: this.clock.now() });
  }

  private find(id: string): Act | undefined {
    return this.all.find((act) => act.id === id);
  }

  /** Old ones go, but none whose fate is not known yet. */
  private put(act: Act): void {
    const kept = this.all.filter((one, place) => place < KEPT - 1 || this.isOpen(one.id));
    this.all = [act, ...kept];
  }

  private change(id: string, change: Partial<Act>): void {
    this.all = this.all.map((act) => (act.id === id ? { ...act, ...change } : act));
    this.tell();
  }

  private tell(): void {
    for (const [id, known] of this.waiting) {
      if (this.isOpen(id)) continue;
      this.waiting.delete(id);
      known();
    }
  }
}

/** The server's no; undefined when there was no answer. */
function heard(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof NoAnswer) return undefined;
  throw error;
}

const MISSING: Omit<Act, "id" | "spot" | "label"> = {
  fate: "lost",
  code: "",
  params: {},
  ...FRESH,
};
