/**
 * How a screen looks, from the query of its address: `?size=1.2&over=off&lang=en`.
 *
 * Whoever hangs a screen up sets it once in the address and needs no settings page. What is unknown
 * or out of range is ignored: a screen in the hall must show something, whatever its address says.
 * An address never holds a name of a person.
 */

import type { Language } from "../time/format";

export const PAGES = ["stage", "clock", "queue", "wall", "lower-third"] as const;
export type PageName = (typeof PAGES)[number];

export type Theme = "dark" | "light" | "transparent";
export type Side = "left" | "center" | "right";

export interface Looks {
  /** All type and boxes, 1 as designed. */
  size: number;
  theme: Theme;
  /** Only for this screen; what the browser remembers is left alone. */
  lang: Language | null;
  /** A colour of the ground, "#rrggbb". */
  bg: string | null;
  /** The clock of the speech. */
  clock: boolean;
  /** The time of day. */
  time: boolean;
  /** Titles of the session and of the item. */
  title: boolean;
  /** Time beyond the limit, counted up in red; without it the clock stops at 00:00. */
  over: boolean;
  /** Whether the next is ready. */
  ready: boolean;
  /** Name and post of who speaks. */
  names: boolean;
  /** How many of those to come. */
  next: number;
  align: Side;
  /** For how many seconds from the beginning of a speech its caption stays; 0: until its end. */
  hold: number;
}

export type LookKey = keyof Looks | "key";

/** What a mixer cuts out: the colours of its usual presets. */
const KEYED: Record<string, string> = { green: "#00b140", blue: "#0047bb", magenta: "#ff00ff" };

const COMMON: Looks = {
  size: 1,
  theme: "dark",
  lang: null,
  bg: null,
  clock: true,
  time: true,
  title: true,
  over: true,
  ready: true,
  names: true,
  next: 3,
  align: "left",
  hold: 0,
};

const OWN: Record<PageName, Partial<Looks>> = {
  stage: {},
  clock: { next: 1 },
  queue: { next: 50 },
  wall: {},
  "lower-third": { theme: "transparent" },
};

export function plainLooks(page: PageName): Looks {
  return { ...COMMON, ...OWN[page] };
}

type Reader = (text: string, looks: Looks) => Partial<Looks> | undefined;

const ON = new Set(["on", "1", "true", "yes"]);
const OFF = new Set(["off", "0", "false", "no"]);

function flag(key: "clock" | "time" | "title" | "over" | "ready" | "names"): Reader {
  return (text) => (ON.has(text) ? { [key]: true } : OFF.has(text) ? { [key]: false } : undefined);
}

function number(
  key: "size" | "next" | "hold",
  least: number,
  most: number,
  whole: boolean,
): Reader {
  return (text) => {
    if (!/^\d{1,4}(\.\d{1,3})?$/.test(text)) return undefined;
    const value = Number(text);
    if (value < least || value > most || (whole && !Number.isInteger(value))) return undefined;
    return { [key]: value };
  };
}

function choice<K extends "theme" | "lang" | "align">(
  key: K,
  allowed: readonly NonNullable<Looks[K]>[],
): Reader {
  return (text) => {
    const found = allowed.find((one) => one === text);
    return found === undefined ? undefined : { [key]: found };
  };
}

/** "0b1f3a", "#0b1f3a" or "fff". */
function colour(text: string): string | undefined {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(text)?.[1];
  if (digits === undefined) return undefined;
  return `#${digits.length === 3 ? [...digits].map((d) => d + d).join("") : digits}`;
}

const READERS: Record<LookKey, Reader> = {
  size: number("size", 0.5, 2, false),
  next: number("next", 0, 50, true),
  hold: number("hold", 0, 3600, true),
  theme: choice("theme", ["dark", "light", "transparent"]),
  lang: choice("lang", ["vi", "en"]),
  align: choice("align", ["left", "center", "right"]),
  clock: flag("clock"),
  time: flag("time"),
  title: flag("title"),
  over: flag("over"),
  ready: flag("ready"),
  names: flag("names"),
  bg: (text) => {
    const bg = colour(text);
    return bg === undefined ? undefined : { bg };
  },
  key: (text) => {
    const bg = KEYED[text] ?? colour(text);
    return bg === undefined ? undefined : { bg, theme: "transparent" };
  },
};

export const LOOK_KEYS = Object.keys(READERS) as LookKey[];

function known(search: string): [LookKey, string][] {
  const given = new URLSearchParams(search);
  return LOOK_KEYS.flatMap((key): [LookKey, string][] => {
    const text = given.get(key)?.trim().toLowerCase();
    return text === undefined || READERS[key](text, COMMON) === undefined ? [] : [[key, text]];
  });
}

/** The looks of a page's address; what is not understood is as on a plain address. */
export function looksOf(search: string, page: PageName): Looks {
  return known(search).reduce<Looks>(
    (looks, [key, text]) => ({ ...looks, ...READERS[key](text, looks) }),
    plainLooks(page),
  );
}

/** Only what is understood, in one order: what a screen says of its looks, and an address keeps. */
export function looksText(search: string): string {
  return known(search)
    .map(([key, text]) => `${key}=${text.replace("#", "")}`)
    .join("&");
}

/** "clock?size=1.4" in its parts; null when it is none of our pages. */
export function target(to: string): { page: PageName; looks: string } | null {
  const [name = "", ...rest] = to.split("?");
  const page = PAGES.find((one) => one === name);
  return page && rest.length <= 1 ? { page, looks: looksText(rest[0] ?? "") } : null;
}

/** The address of a page of a session on this server. */
export function addressOf(page: PageName, session: string, looks = ""): string {
  return `/${page}/${encodeURIComponent(session)}${looks ? `?${looks}` : ""}`;
}
