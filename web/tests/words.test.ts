/** Both catalogues say the same things, and nothing is left unsaid. */
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import schema from "../src/generated/schema.json";
import { en } from "../src/words/en";
import { vi } from "../src/words/vi";

type Tree = Record<string, unknown>;

function leaves(tree: Tree, path = ""): [string, unknown][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? leaves(value as Tree, `${path}${key}.`)
      : [[`${path}${key}`, value] as [string, unknown]],
  );
}

test("the keys are identical, and so are the kinds of the values", () => {
  const kinds = (tree: Tree) =>
    leaves(tree)
      .map(([key, value]) => `${key}: ${typeof value}`)
      .sort();
  expect(kinds(en)).toEqual(kinds(vi));
});

test("no sentence is empty, but for the reason that there is none and the title without a tally", () => {
  const empty = (tree: Tree) =>
    leaves(tree)
      .filter(([, value]) => value === "")
      .map(([key]) => key);
  const allowed = ["lineReason.none", "honorific.none", "site.title.idle"];
  expect(empty(vi).sort()).toEqual([...allowed].sort());
  expect(empty(en).sort()).toEqual([...allowed].sort());
});

test("every code of the rules and of the wire is a sentence", () => {
  const defs = schema.$defs as unknown as Record<string, { enum: string[] }>;
  for (const code of [...(defs.Refusal?.enum ?? []), ...(defs.WireCode?.enum ?? [])]) {
    expect(vi.codes).toHaveProperty(code);
    expect(en.codes).toHaveProperty(code);
  }
});

test("nothing is said that no page says", () => {
  const root = fileURLToPath(new URL("../src", import.meta.url));
  const pages = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(svelte|ts)$/.test(path) && !/words.(vi|en)|generated/.test(path))
    .map((path) => readFileSync(`${root}/${path}`, "utf8"))
    .join("\n");
  for (const area of [
    "shell",
    "floor",
    "host",
    "picture",
    "points",
    "sides",
    "site",
    "stage",
    "attendance",
    "door",
  ] as const) {
    const idle = Object.keys(vi[area]).filter((key) => !new RegExp(`\\.${key}\\b`).test(pages));
    expect(idle, area).toEqual([]);
  }
});

test("the words that are not used in these meetings are not used here", () => {
  const said = leaves(vi)
    .map(([, value]) => (typeof value === "function" ? String(value) : String(value)))
    .join("\n");
  for (const word of ["triệu tập", "trưởng đoàn", "hạn 7", "host", "agent", "không tới được"]) {
    expect(said.toLowerCase()).not.toContain(word);
  }
});
