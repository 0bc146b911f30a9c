/** What the coordinator refused, as a table for whoever has to compare it. */

import { hourMinuteSecond } from "../../time/format";
import type { Entry } from "./rows";

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Comma-separated, with the mark that tells Excel that it is UTF-8. */
export function refusedCsv(
  entries: readonly Entry[],
  fields: readonly string[],
  sentence: (code: string) => string,
): string {
  const rows = entries.map((entry) => [
    hourMinuteSecond(entry.device_at + (entry.offset_ms ?? 0)),
    entry.what,
    entry.target,
    contentOf(entry),
    sentence(entry.code),
  ]);
  const lines = [fields, ...rows].map((row) => row.map(cell).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

function contentOf(entry: Entry): string {
  const { kind, person, ...rest } = (entry.body ?? {}) as Record<string, unknown>;
  void [kind, person];
  return Object.entries(rest)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join("; ");
}

/** Hand a text to the browser's own way of saving files. */
export function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
