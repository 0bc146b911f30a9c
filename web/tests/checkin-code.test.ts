import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { makeCode, readCode, spaced } from "../src/site/checkin/code";

interface Vectors {
  made: [string, string][];
  read: [string, string, string][];
}
const path = new URL("../../tests/wire/checkin.json", import.meta.url);
const vectors = JSON.parse(readFileSync(path, "utf8")) as Vectors;

describe("the code of an invitation", () => {
  test.each(vectors.made)("%s makes %s, as the coordinator does", (random, code) => {
    const bytes = random.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
    expect(makeCode(Uint8Array.from(bytes))).toBe(code);
    expect(readCode(spaced(code))).toEqual({ code, fault: "none" });
  });

  test.each(vectors.read)("%j is read as %j, %s", (text, code, fault) => {
    expect(readCode(text)).toEqual({ code, fault });
  });

  test("needs all its chance", () => {
    expect(() => makeCode(new Uint8Array(4))).toThrow("5 random bytes");
  });
});
