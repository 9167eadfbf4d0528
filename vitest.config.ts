import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "packages/**/*.test.ts",
      "bench/**/*.test.ts",
      "conformance/**/*.test.ts",
      "faults/**/*.test.ts",
      "tools/**/*.test.ts",
    ],
    // A server started by a test takes well under a second; a slow shared machine must not turn a green tree red.
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
