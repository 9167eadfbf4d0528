import { join } from "node:path";

/** The `parlor` program as developers run it. */
export const parlorSources = join(import.meta.dirname, "../cli/parlor.ts");

/**
 * The `parlor` program that tests run: the bundle, which starts in half the time and is what operators run, where
 * `npm test` has built it and says so with PARLOR_BUILT; else the sources, so that a single test needs no build.
 */
export const parlorProgram = process.env["PARLOR_BUILT"]
  ? join(import.meta.dirname, "../../dist/parlor.js")
  : parlorSources;
