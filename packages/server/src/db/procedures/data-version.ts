import type { Prepare } from "./prepare.ts";

/** A number that changes when another process (an import) has committed to the file; not with commits of this one. */
export function dataVersion(prepare: Prepare): (input: null) => number {
  const statement = prepare("PRAGMA data_version");
  return () => (statement.get() as { data_version: number }).data_version;
}
