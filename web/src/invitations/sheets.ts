/** Invitations onto sheets of paper, and when the meeting is, as a letter says it. */

import type { InvitationCard, InvitationSite, Invitations } from "../generated/schema";
import type { Language } from "../time/format";

export const PER_PAGE = [1, 4, 8] as const;
export type PerPage = (typeof PER_PAGE)[number];

export interface Placed {
  site: InvitationSite;
  card: InvitationCard;
}

/** A point begins a new sheet: its invitations go to one office. */
export function sheetsOf(invitations: Invitations, perPage: PerPage): Placed[][] {
  return invitations.sites.flatMap((site) => {
    const placed = site.cards.map((card) => ({ site, card }));
    const count = Math.ceil(placed.length / perPage);
    return Array.from({ length: count }, (_, at) => placed.slice(at * perPage, (at + 1) * perPage));
  });
}

export const cardsOf = (invitations: Invitations): number =>
  invitations.sites.reduce((n, site) => n + site.cards.length, 0);

export const withoutCode = (invitations: Invitations): number =>
  invitations.sites.reduce((n, site) => n + site.without_code, 0);

const HANOI_MS = 7 * 3_600_000;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** 09 giờ 00 phút, ngày 08 tháng 9 năm 2023: months of one figure from 3 on stand without a zero
 *  (Nghị định 30/2020/NĐ-CP, phụ lục I). */
export function letterTime(at: number, language: Language): string {
  const of = new Date(at + HANOI_MS);
  const two = (value: number): string => String(value).padStart(2, "0");
  const [hour, minute] = [two(of.getUTCHours()), two(of.getUTCMinutes())];
  const [day, month, year] = [of.getUTCDate(), of.getUTCMonth() + 1, of.getUTCFullYear()];
  if (language === "en") return `${hour}:${minute}, ${day} ${MONTHS[month - 1]} ${year}`;
  const figures = month < 3 ? two(month) : String(month);
  return `${hour} giờ ${minute} phút, ngày ${two(day)} tháng ${figures} năm ${year}`;
}
