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
  timeout: 30_000,
  expect: { timeout: 7_000 },
  reporter: [
    ["list"],
    ["json", { outputFile: process.env["PLAYWRIGHT_JSON_OUTPUT_FILE"] ?? "../.cache/stories.json" }],
  ],
  use: {
    // A failure shows the page as text in any case; a trace costs a quarter of the time.
    trace: process.env["PARLOR_TRACE"] ? "retain-on-failure" : "off",
    // Somebody looks for a button as long as they look for anything else; then the story says which.
    actionTimeout: 7_000,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      env: { ...(process.env as Record<string, string>), ...browserEnv },
    },
  },
  // `npm test` runs every story once, in the window that shows most, and those about looks in the opposite one too.
  // `npm run test:all` adds the other windows of those that are marked, and the long stories.
  projects: [
    { name: "wide light", use: wide, grepInvert: /@touch|@slow/ },
    { name: "touch", use: narrow, grep: /@touch/, grepInvert: /@slow/ },
    { name: "narrow dark", use: { ...narrow, ...dark }, grep: /@everywhere/, grepInvert: /@slow/ },
    { name: "slow", use: wide, grep: /@slow/ },
    { name: "wide dark", use: { ...wide, ...dark }, grep: /@everywhere/, grepInvert: /@slow/ },
    { name: "narrow light", use: narrow, grep: /@narrow|@everywhere/, grepInvert: /@slow/ },
  ],
});
