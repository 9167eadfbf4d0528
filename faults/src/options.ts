import { parseArgs } from "node:util";
import type { Form } from "./rig/fault.ts";

export interface Options {
  seed: string;
  form: Form;
  /** Names of faults and controls; everything when empty. */
  only: readonly string[];
  asJson: boolean;
  /** A file that takes the JSON too. */
  out: string | undefined;
  /** The document whose table is rewritten. */
  report: string | undefined;
}

/** Reads the command line. Throws on a name that is not `known`: a misspelt fault must not look like a passed one. */
export function readOptions(args: readonly string[], known: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: "string" },
      short: { type: "boolean" },
      only: { type: "string" },
      json: { type: "boolean" },
      out: { type: "string" },
      report: { type: "string" },
    },
  });
  const only = (values.only ?? "").split(",").filter(Boolean);
  const strange = only.filter((name) => !known.includes(name));
  if (strange.length > 0)
    throw new Error(`No such fault or control: ${strange.join(", ")}. There are: ${known.join(", ")}`);
  return {
    seed: values.seed ?? String(Math.floor(Math.random() * 1e9)),
    form: values.short ? "short" : "long",
    only,
    asJson: values.json ?? false,
    out: values.out,
    report: values.report,
  };
}
