import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { precompress } from "./build/precompress.ts";

const server = process.env["PARLOR_SERVER"] ?? "http://localhost:3000";
// virtua is written against React.
const react = fileURLToPath(new URL("src/ui/react-shim.ts", import.meta.url));

export default defineConfig(({ command }) => ({
  resolve: { alias: { "react/jsx-runtime": react, "react-dom": react, react } },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  // Names for people while developing, short ones in the build: they make a tenth of the first load.
  css: { modules: command === "build" ? { generateScopedName: "p[hash:base64:4]" } : {} },
  build: {
    // What light-dark() and OKLCH need; anything lower makes the CSS a third larger.
    target: ["chrome123", "firefox128", "safari17.5"],
    // The policy allows no inline script, and every browser of that target preloads modules itself.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
  },
  plugins: [precompress()],
  server: {
    proxy: {
      "/api": { target: server },
      "/socket.io": { target: server, ws: true },
    },
  },
}));
