/** The looks of a screen from its address: what is understood counts, the rest is as if not said. */
import { expect, test } from "vitest";
import {
  LOOK_KEYS,
  PAGES,
  addressOf,
  looksOf,
  looksText,
  plainLooks,
  target,
} from "../src/screens/looks";

test("a plain address has the looks that the page was designed with", () => {
  for (const page of PAGES) expect(looksOf("", page)).toEqual(plainLooks(page));
  expect(plainLooks("lower-third").theme).toBe("transparent");
  expect(plainLooks("stage")).toMatchObject({ size: 1, theme: "dark", next: 3, clock: true });
});

test("what the address says counts", () => {
  const looks = looksOf(
    "?size=1.25&clock=off&time=0&title=no&over=false&ready=off&names=off&lang=en&next=2&hold=12" +
      "&theme=light&bg=0b1F3a&align=center",
    "stage",
  );
  expect(looks).toEqual({
    size: 1.25,
    clock: false,
    time: false,
    title: false,
    over: false,
    ready: false,
    names: false,
    lang: "en",
    next: 2,
    hold: 12,
    theme: "light",
    bg: "#0b1f3a",
    align: "center",
  });
  expect(looksOf("?clock=on&over=1", "clock")).toMatchObject({ clock: true, over: true });
});

test.each([
  ["?size=3", "beyond its range"],
  ["?size=0.4", "below its range"],
  ["?size=1e1", "no plain number"],
  ["?size=-1", "negative"],
  ["?size=", "empty"],
  ["?next=1.5", "not whole"],
  ["?next=51", "too many"],
  ["?theme=neon", "no such theme"],
  ["?lang=fr", "no such language"],
  ["?clock=maybe", "neither on nor off"],
  ["?bg=red;background:url(x)", "no colour"],
  ["?bg=12345", "no colour"],
  ["?align=top", "no side"],
  ["?key=chartreuse", "no colour"],
  ["?who=someone&t=dc1_secret", "unknown"],
])("%s is ignored: %s", (search) => {
  expect(looksOf(search, "clock")).toEqual(plainLooks("clock"));
  expect(looksText(search)).toBe("");
});

test("a colour to cut out makes the rest see-through", () => {
  expect(looksOf("?key=green", "lower-third")).toMatchObject({
    bg: "#00b140",
    theme: "transparent",
  });
  expect(looksOf("?key=f0f", "clock")).toMatchObject({ bg: "#ff00ff", theme: "transparent" });
});

test("what a screen says of its looks holds only what is understood, in one order", () => {
  expect(looksText("?over=off&size=1.2&name=X&bg=%23fff")).toBe("size=1.2&over=off&bg=fff");
  expect(looksText("?size=1.2&size=2")).toBe("size=1.2");
  expect(LOOK_KEYS).toContain("key");
});

test("a screen goes to one of the pages of its session and nowhere else", () => {
  expect(target("clock?size=1.4")).toEqual({ page: "clock", looks: "size=1.4" });
  expect(target("wall")).toEqual({ page: "wall", looks: "" });
  for (const to of ["//elsewhere", "host", "clock/x", "https://x", "", "clock?a?b"]) {
    expect(target(to)).toBeNull();
  }
  expect(addressOf("lower-third", "a b", "key=green")).toBe("/lower-third/a%20b?key=green");
  expect(addressOf("stage", "s")).toBe("/stage/s");
});
