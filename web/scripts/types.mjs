// Types of views and acts from the JSON schema that the Python models give.
// `--check` writes nothing and fails when the stored types are stale.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";

const at = (name) => fileURLToPath(new URL(`../src/generated/${name}`, import.meta.url));
const BANNER =
  "/* Generated from schema.json by `npm run types`; not to be edited. Times: ms since epoch. */";

/** Titles of properties would each become a type of their own; only definitions keep theirs. */
function plain(schema, name) {
  if (Array.isArray(schema)) return schema.map((item) => plain(item));
  if (schema === null || typeof schema !== "object") return schema;
  // A default beside a reference would make a second type of the same name.
  if (schema.$ref) return { $ref: schema.$ref };
  const kept = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === "title" && typeof value === "string") continue;
    if (key === "properties" || key === "$defs") {
      kept[key] = Object.fromEntries(
        Object.entries(value).map(([of, inner]) => [
          of,
          plain(inner, key === "$defs" ? of : undefined),
        ]),
      );
    } else kept[key] = plain(value);
  }
  if (name) kept.title = name;
  return kept;
}

const stored = JSON.parse(readFileSync(at("schema.json"), "utf8"));
const defs = plain({ $defs: stored.$defs }).$defs;
const root = {
  title: "Everything",
  type: "object",
  additionalProperties: false,
  required: Object.keys(defs),
  properties: Object.fromEntries(
    Object.keys(defs).map((name) => [name, { $ref: `#/$defs/${name}` }]),
  ),
  $defs: defs,
};
const types = await compile(root, "Everything", {
  additionalProperties: false,
  bannerComment: BANNER,
  ignoreMinAndMaxItems: true,
  style: { printWidth: 100 },
});

if (process.argv.includes("--check")) {
  let now = "";
  try {
    now = readFileSync(at("schema.ts"), "utf8");
  } catch {
    // No file is as stale as a wrong one.
  }
  if (now !== types) {
    console.error("src/generated/schema.ts is stale: run `npm run types` and commit the result.");
    process.exit(1);
  }
} else {
  writeFileSync(at("schema.ts"), types);
}
