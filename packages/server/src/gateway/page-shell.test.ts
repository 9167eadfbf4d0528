import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { formFor, pageShell } from "./page-shell.ts";

const built = `<meta property="og:image" content="./og.png" /><meta name="description" content="Open a link." />
<link rel="manifest" href="./manifest.webmanifest" /><script src="./assets/early-1.js"></script><p>src="./kept"</p>`;

test("the page has the addresses of the path it is published under, in every form", async () => {
  const shell = await pageShell(built, "/chat", "https://example.org/chat");
  const text = shell.identity.toString();
  expect(text).toContain('href="/chat/manifest.webmanifest"');
  expect(text).toContain('src="/chat/assets/early-1.js"');
  expect(text).toContain('content="https://example.org/chat/og.png"');
  expect(text).toContain('content="Open a link."');
  expect(brotliDecompressSync(shell.br).toString()).toBe(text);
  expect(gunzipSync(shell.gzip).toString()).toBe(text);
});

test("without a public URL, it is at the top of whatever host it is opened at", async () => {
  const text = (await pageShell(built, "", undefined)).identity.toString();
  expect(text).toContain('href="/manifest.webmanifest"');
  expect(text).toContain('content="/og.png"');
});

test.each([
  ["gzip, deflate, br, zstd", "br"],
  ["gzip, deflate", "gzip"],
  ["GZIP;q=0.5", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br; q=0.000", "identity"],
  ["brown, gzipped", "identity"],
  ["", "identity"],
  [undefined, "identity"],
])("a client that accepts %j gets %s", (accepted, form) => {
  expect(formFor(accepted)).toBe(form);
});
