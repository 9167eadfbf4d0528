import { defineConfig } from "vite";
import { precompress } from "./build/precompress.ts";

const server = process.env["PARLOR_SERVER"] ?? "http://localhost:3000";
const compat = "preact/compat";

export default defineConfig({
  // virtua is written against React; these aliases give it Preact.
  resolve: { alias: { "react/jsx-runtime": "preact/jsx-runtime", "react-dom": compat, react: compat } },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
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
});
