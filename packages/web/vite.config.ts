import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import manifest from "./package.json" with { type: "json" };
import { chunkOf } from "./build/chunk-of.ts";
import { classNamesInPlace } from "./build/class-names-in-place.ts";
import { iconsByName } from "./build/icons-by-name.ts";
import { precompress } from "./build/precompress.ts";
import { preload } from "./build/preload.ts";
import { shortClassNames } from "./build/short-class-names.ts";
import { thirdPartyLicenses } from "../../tools/third-party-licenses.ts";

const server = process.env["PARLOR_SERVER"] ?? "http://localhost:3000";
// virtua is written against React.
const sources = fileURLToPath(new URL("src", import.meta.url));
const react = `${sources}/ui/react-shim.ts`;

const firstChunks = /^(?:early|main|socket|rolldown-runtime)$/;

const licenses = thirdPartyLicenses(fileURLToPath(new URL("../..", import.meta.url)));

export default defineConfig(({ command }) => ({
  // Every address in the build is relative, so that it serves under any path; the server writes the page's own (web-client.ts).
  base: "./",
  resolve: {
    alias: [
      { find: /^react(?:-dom|\/jsx-runtime)?$/, replacement: react },
      { find: /^crypto$/, replacement: `${sources}/ui/no-node-crypto.ts` },
      { find: /^\.\/webtransport\.js$/, replacement: `${sources}/ui/no-web-transport.ts` },
    ],
  },
  define: { "import.meta.env.PARLOR_VERSION": JSON.stringify(manifest.version) },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  // Names for people while developing, short ones in the build: they make a tenth of the first load.
  css: { modules: command === "build" ? { generateScopedName: shortClassNames(sources) } : {} },
  build: {
    // What light-dark() and OKLCH need; anything lower makes the CSS a third larger.
    target: ["chrome123", "firefox128", "safari17.5"],
    // What is needed at once is named in the page (build/preload.ts); nothing else is worth a helper in the first script.
    modulePreload: false,
    assetsInlineLimit: 0,
    // Vite's loader of chunks goes into the page's first script instead of a file of its own.
    rolldownOptions: {
      output: {
        // In assets/ stands what the first screen loads, and nothing else; what comes after it is in assets/later/.
        assetFileNames: ({ names }) => `assets/${names.includes("main.css") ? "" : "later/"}[name]-[hash][extname]`,
        chunkFileNames: ({ name }) => `assets/${firstChunks.test(name) ? "" : "later/"}[name]-[hash].js`,
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: "early",
              priority: 3,
              test: /rolldown\/runtime|vite\/preload-helper|app\/(?:early|secret-in-address)\.ts|ui\/(?:kept|base-path)\.ts/,
            },
            {
              name: "socket",
              priority: 2,
              test: /(?:socket|engine)\.io-(?:client|parser)|@socket\.io\/|no-web-transport/,
            },
            { name: chunkOf, debugName: "by reach" },
          ],
        },
      },
    },
    sourcemap: false,
    reportCompressedSize: false,
  },
  worker: {
    format: "es",
    plugins: () => [licenses],
    rolldownOptions: {
      output: { entryFileNames: "assets/later/[name]-[hash].js", chunkFileNames: "assets/later/[name]-[hash].js" },
    },
  },
  plugins: [classNamesInPlace(), iconsByName(), preload(), licenses, precompress()],
  server: {
    proxy: {
      "/api": { target: server },
      "/socket.io": { target: server, ws: true },
    },
  },
}));
