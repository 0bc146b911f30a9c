import { describe, expect, test } from "vitest";
import { makeCode, readCode } from "../src/site/checkin/code";
import { type Key, Wedge, charAt, swallowed } from "../src/site/checkin/wedge";

const key = (code: string, key = "", shiftKey = false): Key => ({
  code,
  key,
  shiftKey,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
});
const ENTER = key("Enter", "Enter");
const BACK = key("Backspace", "Backspace");
/** What a plain keyboard sends for a character. */
const plain = (char: string): Key => {
  if (char === ":") return key("Semicolon", ":", true);
  return key(/[0-9]/.test(char) ? `Digit${char}` : `Key${char}`, char);
};

/** UniKey in front of the page: keys that change what stands are swallowed. */
class InputMethod {
  private shown = "";
  constructor(
    private readonly change: (shown: string, char: string) => string | null,
    private readonly wedge: Wedge,
  ) {}
  type(char: string): void {
    const after = this.change(this.shown, char);
    if (after === null) {
      this.wedge.take(plain(char));
      this.shown += char;
      return;
    }
    const same = [...this.shown].findIndex((one, at) => one !== after[at]);
    const from = same < 0 ? Math.min(this.shown.length, after.length) : same;
    for (let n = this.shown.length; n > from; n -= 1) this.wedge.take(BACK);
    for (const one of after.slice(from)) this.wedge.take(key("", one));
    this.shown = after;
  }
}

const last = (shown: string, found: RegExp, into: (match: string) => string): string | null =>
  found.test(shown) ? shown.replace(found, (match) => into(match)) : null;

function telex(shown: string, char: string): string | null {
  const double: Record<string, string> = { A: "Â", E: "Ê", O: "Ô", D: "Đ" };
  const made = double[char];
  if (made && shown.endsWith(char)) return shown.slice(0, -1) + made;
  if (made && shown.endsWith(made)) return shown.slice(0, -1) + char + char;
  if (char === "W") return last(shown, /[AOU]$/, (of) => ({ A: "Ă", O: "Ơ", U: "Ư" })[of] ?? of);
  const tone: Record<string, string> = { S: "\u0301", F: "\u0300", R: "\u0309", X: "\u0303" };
  const mark = tone[char] ?? (char === "J" ? "\u0323" : "");
  if (!mark) return null;
  return last(shown, /[AEOUYÂÊÔĂƠƯ](?=[BCDGHKMNPTVQ]{0,2}$)/, (of) => (of + mark).normalize("NFC"));
}

function vni(shown: string, char: string): string | null {
  const marks: Record<string, string> = { 1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303" };
  const mark = { ...marks, 5: "\u0323", 6: "\u0302", 8: "\u0306" }[char] ?? "";
  if (char === "9") return last(shown, /D$/, () => "Đ");
  if (!mark || (char === "8" && !shown.endsWith("A"))) return null;
  return last(shown, /[AEOUY]$/, (of) => (of + mark).normalize("NFC"));
}

const codes = Array.from({ length: 400 }, (_, at) =>
  makeCode(Uint8Array.of(at % 256, (at * 37) % 256, (at * 101) % 256, (at * 7) % 256, at % 251)),
);

describe("a hand scanner", () => {
  test("types by the places of the keys, whatever the layout says", () => {
    const wedge = new Wedge();
    // A Vietnamese layout has letters with marks on the row of figures.
    for (const one of [key("KeyH", "h"), key("Digit1", "ă"), key("Semicolon", "ơ", true)])
      wedge.take(one);
    expect(wedge.text).toBe("H1:");
    expect(wedge.take(ENTER)).toBe("H1:");
    expect(wedge.text).toBe("");
  });

  test.each(codes.slice(0, 40))("reads %s as it is", (code) => {
    const wedge = new Wedge();
    for (const char of `DC1:${code}`) wedge.take(plain(char));
    expect(readCode(String(wedge.take(ENTER)))).toEqual({ code, fault: "none" });
  });

  test("reads every code through an input method, Telex or VNI", () => {
    const lost: string[] = [];
    let bent = 0;
    for (const [method, name] of [
      [telex, "telex"],
      [vni, "vni"],
    ] as const) {
      for (const code of [...codes, "AADDEEOO0".slice(0, 9), "DDA5S1E6W"]) {
        const wedge = new Wedge();
        let sent = 0;
        const counted = new Proxy(wedge, {
          get: (of, part) =>
            part === "take"
              ? (one: Key) => ((sent += one.code ? 0 : 1), of.take(one))
              : Reflect.get(of, part),
        });
        const hand = new InputMethod(method, counted);
        for (const char of `DC1:${code}`) hand.type(char);
        const got = String(wedge.take(ENTER));
        bent += sent > 0 ? 1 : 0;
        const valid = readCode(code).fault === "none";
        if (valid ? readCode(got).code !== code : false) lost.push(`${name} ${code} ${got}`);
      }
    }
    expect(lost).toEqual([]);
    expect(bent).toBeGreaterThan(40);
  });

  test("begins where its prefix is", () => {
    const wedge = new Wedge();
    for (const char of "XYZDC1:HWY5M7KQV") wedge.take(plain(char));
    expect(wedge.take(ENTER)).toBe("DC1:HWY5M7KQV");
  });

  test("lets a person take characters back", () => {
    const wedge = new Wedge();
    for (const char of "HWX") wedge.take(plain(char));
    wedge.take(BACK);
    expect(wedge.text).toBe("HW");
    for (const char of "Y5M7KQV") wedge.take(plain(char));
    expect(wedge.take(ENTER)).toBe("HWY5M7KQV");
  });

  test("goes on from what was pasted", () => {
    const wedge = new Wedge();
    wedge.write("hwy 5m7x");
    wedge.take(BACK);
    for (const char of "KQV") wedge.take(plain(char));
    expect(readCode(String(wedge.take(ENTER))).code).toBe("HWY5M7KQV");
  });

  test("may end a scan with Tab, which is anything else at other times", () => {
    const wedge = new Wedge();
    const tab = key("Tab", "Tab");
    for (const char of "DC1:HWY5M7KQ") wedge.take(plain(char));
    expect(wedge.take(tab)).toBe(false);
    wedge.take(plain("V"));
    expect(wedge.take(tab)).toBe("DC1:HWY5M7KQV");
  });

  test("leaves shortcuts and other keys alone", () => {
    const wedge = new Wedge();
    expect(wedge.take({ ...key("KeyA", "a"), ctrlKey: true })).toBe(false);
    expect(wedge.take(key("Tab", "Tab"))).toBe(false);
    expect(wedge.take(key("Escape", "Escape"))).toBe(false);
    expect(charAt(key("Numpad7", "7"))).toBe("7");
  });
});

describe("what an input method swallowed", () => {
  test.each([
    ["A", "Â", "A", "6"],
    ["D", "Đ", "D", "9"],
    ["A", "Á", "S", "1"],
    ["Ân", "Ấn", "S", "1"],
    ["AN", "ÁN", "S", "1"],
    ["U", "Ư", "W", "7"],
    ["A", "Ă", "W", "8"],
    ["Ư", "Ự", "J", "5"],
    ["Â", "AA", "A", "A"],
    ["Á", "A", "Z", "0"],
  ])("%s → %s", (before, after, byTelex, byVni) => {
    expect(swallowed(before, after)).toEqual([byTelex, byVni]);
  });
});
