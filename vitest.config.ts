import { configDefaults, defineConfig } from "vitest/config";

/** They weigh or time a server as a whole: they have the machine to themselves, when all others are through. */
const weighing = ["conformance/hostile.test.ts", "conformance/keys.test.ts"];

/** They take long, so `npm run test:all` runs them after `npm test`. */
const slow = ["**/*.slow.test.ts"];

const everything = [
  "packages/**/*.test.ts",
  "bench/**/*.test.ts",
  "conformance/**/*.test.ts",
  "faults/**/*.test.ts",
  "tools/**/*.test.ts",
];

export default defineConfig({
  test: {
    // A server started by a test takes well under a second; a slow shared machine must not turn a green tree red.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: "together",
          include: everything,
          exclude: [...configDefaults.exclude, ...weighing, ...slow],
          // On two cores Vitest would take one; a test mostly waits for the server beside it.
          maxWorkers: 2,
          // A fresh process for each file doubled the time; no module here keeps anything that a test could see of another.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: "apart", include: weighing, maxWorkers: 1, sequence: { groupOrder: 1 } } },
      {
        extends: true,
        test: {
          name: "slow",
          include: slow,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
