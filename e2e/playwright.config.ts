import { defineConfig } from "@playwright/test";

const wide = { viewport: { width: 1280, height: 800 } };
const narrow = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const dark = { colorScheme: "dark" as const };

/** What global-setup.ts found out; workers read this file after it ran. */
const executablePath = process.env["PARLOR_CHROMIUM"];
const browserEnv: Record<string, string> = JSON.parse(process.env["PARLOR_CHROMIUM_ENV"] ?? "{}");

export default defineConfig({
  testDir: ".",
  testMatch: "*.story.ts",
  outputDir: "../test-results",
  globalSetup: "./global-setup.ts",
  workers: 2,
  fullyParallel: true,
  forbidOnly: !!process.env["CI"],
  // Four times what a story takes on a quiet machine: a busy one must not turn a green tree red.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    ["list"],
    ["json", { outputFile: process.env["PLAYWRIGHT_JSON_OUTPUT_FILE"] ?? "../.cache/stories.json" }],
  ],
  use: {
    // A failure shows the page as text in any case; a trace costs a quarter of the time.
    trace: process.env["PARLOR_TRACE"] ? "retain-on-failure" : "off",
    // Somebody looks for a button as long as they look for anything else; then the story says which.
    actionTimeout: 10_000,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      env: { ...(process.env as Record<string, string>), ...browserEnv },
    },
  },
  // `npm test` runs the first two: every story once, but the long ones. `npm run test:all` adds those, and the stories that
  // are marked in the other windows.
  projects: [
    { name: "wide light", use: wide, grepInvert: /@touch|@slow/ },
    { name: "touch", use: narrow, grep: /@touch/ },
    { name: "slow", use: wide, grep: /@slow/ },
    { name: "wide dark", use: { ...wide, ...dark }, grep: /@everywhere/ },
    { name: "narrow light", use: narrow, grep: /@narrow|@everywhere/ },
    { name: "narrow dark", use: { ...narrow, ...dark }, grep: /@everywhere/ },
  ],
});
