// Static pages, one set of assets: no server-side rendering, no request to another host.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

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
];

export default defineConfig({
  plugins: [svelte()],
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
      input: Object.fromEntries(pages.map((page) => [page, `${page}.html`])),
    },
  },
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
