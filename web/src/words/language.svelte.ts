/** The language of this browser: Vietnamese unless somebody chose otherwise; kept between visits. */

import { hourMinuteSecond, type Language } from "../time/format";
import type { Act } from "../link/acts.svelte";
import { en } from "./en";
import { type Words, vi } from "./vi";

const KEY = "diemcau.language";
const CATALOGUES: Record<Language, Words> = { vi, en };

class Spoken {
  language = $state<Language>(remembered());

  choose(language: Language): void {
    this.language = language;
    try {
      localStorage.setItem(KEY, language);
    } catch {
      // A browser that keeps nothing still changes the language of this page.
    }
  }
}

function remembered(): Language {
  try {
    return localStorage.getItem(KEY) === "en" ? "en" : "vi";
  } catch {
    return "vi";
  }
}

export const spoken = new Spoken();

/** The catalogue in use; reading it in a component makes the component follow the language. */
export function words(): Words {
  return CATALOGUES[spoken.language];
}

export function language(): Language {
  return spoken.language;
}

/** A code in words; one that this page does not know yet is shown as it is. */
export function sentence(code: string): string {
  return (words().codes as Record<string, string>)[code] ?? code;
}

/** "Thư ký mời Gia Lai chuẩn bị": an event with who did it. */
export function told(what: string, role: string, site: string): string {
  const event = words().events[what];
  if (!event) return what;
  const roles = words().role as Record<string, string>;
  if (role === "system") return event.alone?.(site) ?? `${roles.system}: ${event.by(site)}`;
  if (role === "site") return `${site} ${event.self ?? event.by(site)}`;
  return `${roles[role] ?? role} ${event.by(site)}`;
}

/** What a click became, in words. `siteOf` names the point of an entry, for conflicts. */
export function became(act: Act, siteOf: (entry: string) => string): string {
  const say = words().shell;
  switch (act.fate) {
    case "sending":
      return say.sending;
    case "asking":
      return say.asking;
    case "recorded":
      return say.recorded(act.at === null ? "" : hourMinuteSecond(act.at));
    case "refused":
      return say.refused(sentence(act.code));
    case "lost":
      return say.lost;
    case "conflict": {
      const { what, role, at, entry } = act.params as Record<string, string | number>;
      if (!what || typeof at !== "number") return say.conflictPlain;
      const who = told(String(what), String(role), siteOf(String(entry ?? "")));
      return say.conflict(who, hourMinuteSecond(at));
    }
  }
}
