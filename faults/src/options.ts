import { parseArgs } from "node:util";
import type { Form } from "./rig/fault.ts";

export interface Options {
  seed: string;
  form: Form;
  /** Names of faults and controls; everything when empty. */
  only: readonly string[];
  asJson: boolean;
  /** The document whose table is written anew. */
  report: string | undefined;
}

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: "string" },
      short: { type: "boolean" },
      only: { type: "string" },
      json: { type: "boolean" },
      report: { type: "string" },
    },
  });
  return {
    seed: values.seed ?? String(Math.floor(Math.random() * 1e9)),
    form: values.short ? "short" : "long",
    only: (values.only ?? "").split(",").filter(Boolean),
    asJson: values.json ?? false,
    report: values.report,
  };
}
