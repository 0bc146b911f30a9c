// Static pages, one set of assets: no server-side rendering, no request to another host.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { siteWorker } from "./vite.site-worker";

const pages = [
  "index",
  "host",
  "site",
  "attendance",
  "stage",
  "picture",
  "clock",
  "queue",
  "wall",
  "lower-third",
  "invitations",
  "voice-check",
  "roster",
];

// At the root under a name that never changes: its address says which pages it may serve.
const WORKER = "site-worker";

export default defineConfig({
  plugins: [svelte(), siteWorker()],
  base: "/",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    // The polyfill is an inline script, which the pages' content policy forbids.
    modulePreload: { polyfill: false },
    // A font inside a style sheet would need `data:` in the content policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        ...Object.fromEntries(pages.map((page) => [page, `${page}.html`])),
        [WORKER]: "src/site/offline/worker.ts",
      },
      output: {
        entryFileNames: ({ name }) => (name === WORKER ? "[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
