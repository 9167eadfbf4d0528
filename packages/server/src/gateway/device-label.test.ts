import { expect, test } from "vitest";
import { deviceLabel } from "./device-label.ts";

const mozilla = "Mozilla/5.0";
const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  [`${mozilla} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`, "Firefox on Linux"],
  [`${mozilla} (Windows NT 10.0; Win64; x64) ${webkit} Chrome/153.0.0.0 Safari/537.36`, "Chrome on Windows"],
  [
    `${mozilla} (Windows NT 10.0; Win64; x64) ${webkit} Chrome/153.0.0.0 Safari/537.36 Edg/153.0.0.0`,
    "Edge on Windows",
  ],
  [`${mozilla} (Linux; Android 15; Pixel 9) ${webkit} Chrome/153.0.0.0 Mobile Safari/537.36`, "Chrome on Android"],
  [
    `${mozilla} (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${webkit} Version/18.1 Mobile/15E148 Safari/604.1`,
    "Safari on iPhone",
  ],
  [
    `${mozilla} (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${webkit} CriOS/153.0 Mobile/15E148 Safari/604.1`,
    "Chrome on iPhone",
  ],
  [`${mozilla} (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/18.1 Safari/605.1.15`, "Safari on Mac"],
  [`${mozilla} (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/153.0.0.0 Safari/537.36`, "Chrome on ChromeOS"],
  ["python-requests/2.32.3", "python-requests"],
  ["node", "node"],
  [mozilla, undefined],
  ["<script>alert(1)</script>", undefined],
  ["", undefined],
  [undefined, undefined],
])("SES-8 the label of %s is %s", (userAgent, label) => {
  expect(deviceLabel(userAgent)).toBe(label);
});

test("SES-8 a label is short, whatever the User-Agent", () => {
  expect(deviceLabel("x".repeat(5_000))?.length).toBe(40);
  const start = performance.now();
  deviceLabel("Version/1 ".repeat(2_000));
  expect(performance.now() - start).toBeLessThan(200);
});
