/** Small sentences of the console, made from the view and the catalogue. */

import type { HostView, LineNow, QueueRow } from "../generated/schema";
import { hourMinuteSecond, span } from "../time/format";
import { language, words } from "../words/language.svelte";

/** "Đồng chí Nguyễn Hữu Quế": the honorific is a setting of the session. */
export function who(name: string, honorific: string): string {
  const title = words().honorific[honorific] ?? "";
  return title && name ? `${title} ${name}` : name;
}

/** "tốt", "chập chờn · jitter cao", "máy trạm im lặng": one word and its reason. */
export function lineWord(line: LineNow): string {
  const say = words().host;
  if (line.presence === "silent") return line.media === "heard" ? say.silentInBridge : say.silent;
  if (line.presence === "unknown") return words().siteState.u;
  const reason = words().lineReason[line.reason];
  const word = say.lineWords[line.band];
  return reason ? `${word} · ${reason}` : word;
}

/** "trễ 38 ms · jitter 4 ms"; nothing where nothing was measured. */
export function lineFigures(line: LineNow): string {
  const say = words().host;
  const figures: string[] = [];
  if (line.rtt_ms !== null) figures.push(say.rtt(line.rtt_ms));
  if (line.jitter_ms !== null) figures.push(say.jitter(line.jitter_ms));
  if (line.missed > 0) figures.push(say.missed(line.missed));
  return figures.join(" · ");
}

/** One word for the list: "tốt", "jitter cao", "im lặng". */
export function readinessWord(row: Pick<QueueRow, "readiness" | "near">): string {
  if (row.readiness === "ready") return words().floor.ready;
  if (row.readiness === "unreachable") return words().floor.silent;
  if (row.readiness === "risky" && row.near) {
    const { line } = row.near;
    const reason = words().lineReason[line.reason];
    // The line may be the best there is, and the bridge have lost the point.
    if (reason || line.media !== "silent") return reason || words().host.lineWords[line.band];
  }
  return words().readiness[row.readiness] ?? row.readiness;
}

type Said = Pick<QueueRow, "kind" | "ordinal"> & { answers?: readonly string[] };

/** "phát biểu lần 1", "tham luận"; a reply says whom it answers. */
export function kindOf(row: Said): string {
  if (row.answers?.length) return words().floor.answers(row.answers.join(", "));
  const kind = words().speechKind[row.kind];
  return row.kind === "intervention" ? words().host.nth(kind, row.ordinal) : kind;
}

/** The same as short as a row has room for: "lần 1 · 7 phút", "trả lời · 10 phút". */
export function kindTag(row: Pick<QueueRow, "kind" | "ordinal" | "limit_ms" | "used_ms">): string {
  const short = words().floor.kindShort[row.kind];
  const said = row.kind === "intervention" ? words().floor.ordinal(row.ordinal) : short;
  if (!row.limit_ms) return said;
  const left = Math.max(0, row.limit_ms - row.used_ms);
  const length = span(left, language());
  return `${said} · ${row.used_ms ? words().floor.asideLeft(length) : length}`;
}

/** What its point has had of the meeting: a hint only. */
export function shareOf(row: Pick<QueueRow, "speeches" | "spoken_ms">): string {
  const say = words().floor;
  if (!row.speeches) return say.fresh;
  const minutes = Math.max(1, Math.round(row.spoken_ms / 60_000));
  return say.share(row.speeches, span(minutes * 60_000, language()));
}

/** "Đại biểu mẫu 05 · trả lời kiến nghị của Gia Lai · phân cấp thủ tục · micrô 12" */
export function factsOf(row: QueueRow): string {
  const say = words().floor;
  return [
    row.speaker || words().host.speakerUnknown,
    row.answers.length ? say.answers(row.answers.join(", ")) : "",
    row.topic,
    row.channel === "site" ? "" : words().channel[row.channel],
    row.mic ? say.mic(row.mic) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Everything of a row, for its title and for those who listen. */
export function wholeOf(row: QueueRow, place: number): string {
  const line = row.seat ? words().readiness.seat : readinessWord(row);
  const parts = [kindTag(row), words().entryState[row.state], line, shareOf(row), factsOf(row)];
  return [`${place}. ${row.site_name}`, ...parts, hourMinuteSecond(row.requested_at)].join(", ");
}

/** What a step of the meeting led to, where the words for the act do not say it. */
export function becameOf(view: Pick<HostView, "phase" | "items">, what: string): string {
  if (what === "PhaseChanged") return words().phase[view.phase];
  if (what === "ItemBegun") return view.items.find((item) => item.current)?.title ?? "";
  return "";
}
