// Tells the service worker of a point's page which files make up that page, and names the build.
import { createHash } from "node:crypto";
import type { Plugin, Rolldown } from "vite";

const WORKER = "site-worker.js";
const PAGE = "site.html";
const MARKS = ["plain", "air", "called", "lost", "ready", "waiting"].map(
  (name) => `/marks/${name}.svg`,
);

type Bundle = Rolldown.OutputBundle;

/** Every file that the page may load: its chunks, those they import, their styles and assets. */
export function filesOf(bundle: Bundle): string[] {
  const entry = Object.values(bundle).find(
    (one) => one.type === "chunk" && one.isEntry && one.facadeModuleId?.endsWith(PAGE),
  );
  const found = new Set<string>();
  const open = entry ? [entry.fileName] : [];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const one = bundle[name];
    if (found.has(name) || !one) continue;
    found.add(name);
    if (one.type !== "chunk") continue;
    open.push(...one.imports, ...one.dynamicImports);
    open.push(
      ...(one.viteMetadata?.importedCss ?? []),
      ...(one.viteMetadata?.importedAssets ?? []),
    );
  }
  return [...found].filter((name) => name !== PAGE).sort();
}

export function siteWorker(): Plugin {
  return {
    name: "site-worker",
    enforce: "post",
    generateBundle(_options, bundle) {
      const worker = bundle[WORKER];
      if (worker?.type !== "chunk") return;
      const files = filesOf(bundle);
      const listed = [...files.map((name) => `/${name}`), ...MARKS];
      const build = createHash("sha256").update(JSON.stringify([listed, worker.code]));
      const words = `const FILES=${JSON.stringify(listed)},BUILD="${build.digest("hex").slice(0, 12)}";\n`;
      worker.code = words + worker.code;
    },
  };
}
