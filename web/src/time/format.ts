/** Times and numbers as the hall reads them. Hà Nội is UTC+7 all year, wherever the page is open. */

export type Language = "vi" | "en";

const HANOI_MS = 7 * 3_600_000;
const two = (value: number): string => String(value).padStart(2, "0");

function parts(at: number): Date {
  return new Date(at + HANOI_MS);
}

/** 09:42 */
export function hourMinute(at: number): string {
  const of = parts(at);
  return `${two(of.getUTCHours())}:${two(of.getUTCMinutes())}`;
}

/** 09:42:03 */
export function hourMinuteSecond(at: number): string {
  return `${hourMinute(at)}:${two(parts(at).getUTCSeconds())}`;
}

/** 08/09/2023 */
export function date(at: number): string {
  const of = parts(at);
  return `${two(of.getUTCDate())}/${two(of.getUTCMonth() + 1)}/${of.getUTCFullYear()}`;
}

/** 01:12:40, hours as many as there are. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

export interface Left {
  text: string;
  over: boolean;
}

/** What is left of a limit: 04:08, and after it +01:20. Zero is reached with the last second. */
export function timeLeft(ms: number): Left {
  const over = ms < 0;
  const seconds = over ? Math.floor(-ms / 1000) : Math.ceil(ms / 1000);
  return { text: `${over ? "+" : ""}${minutesSeconds(seconds)}`, over };
}

/** Time that has gone by, mm:ss. */
export function timeGone(ms: number): string {
  return minutesSeconds(Math.max(0, Math.floor(ms / 1000)));
}

/** Minutes as long as they can be read as such; beyond 99:59 with hours. */
function minutesSeconds(seconds: number): string {
  if (seconds >= 6000) {
    const minutes = Math.floor(seconds / 60);
    return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
  }
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

const UNITS: Record<Language, [string, string, string]> = {
  vi: ["giờ", "phút", "giây"],
  en: ["h", "min", "s"],
};

/** 1 phút 20 giây; 2 giờ 5 phút; never 1′20″. */
export function span(ms: number, language: Language): string {
  const [hour, minute, second] = UNITS[language];
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const said: string[] = [];
  if (h) said.push(`${h} ${hour}`);
  if (m) said.push(`${m} ${minute}`);
  if ((s && !h) || !said.length) said.push(`${s} ${second}`);
  return said.join(" ");
}

/** 1.467 in Vietnamese, 1,467 in English. */
export function count(value: number, language: Language): string {
  const mark = language === "vi" ? "." : ",";
  return String(value).replace(/\B(?=(\d{3})+$)/g, mark);
}

/** 4,2 in Vietnamese, 4.2 in English; `digits` behind the mark. */
export function decimal(value: number, language: Language, digits = 1): string {
  const text = value.toFixed(digits);
  return language === "vi" ? text.replace(".", ",") : text;
}

/** 4,2% */
export function percent(share: number, language: Language): string {
  return `${decimal(share * 100, language)}%`;
}
