/** Small sentences of the console, made from the view and the catalogue. */

import type { LineNow, QueueRow } from "../generated/schema";
import { hourMinuteSecond } from "../time/format";
import { words } from "../words/language.svelte";

/** "Đồng chí Nguyễn Hữu Quế": the honorific is a setting of the session. */
export function who(name: string, honorific: string): string {
  const title = words().honorific[honorific] ?? "";
  return title && name ? `${title} ${name}` : name;
}

/** "tốt", "chập chờn · jitter cao", "máy trạm im lặng": one word and its reason. */
export function lineWord(line: LineNow): string {
  const say = words().host;
  if (line.presence === "silent") return say.silent;
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

/** "phát biểu lần 1", "tham luận" */
export function kindOf(row: Pick<QueueRow, "kind" | "ordinal">): string {
  const kind = words().speechKind[row.kind];
  return row.kind === "intervention" ? words().host.nth(kind, row.ordinal) : kind;
}

/** "Đại biểu mẫu 05 · phân cấp thủ tục · đăng ký hộ qua điện thoại · 09:36:31" */
export function factsOf(row: QueueRow): string {
  const how = row.channel === "site" ? "" : words().channel[row.channel];
  return [
    row.speaker || words().host.speakerUnknown,
    row.topic,
    how,
    hourMinuteSecond(row.requested_at),
  ]
    .filter(Boolean)
    .join(" · ");
}
