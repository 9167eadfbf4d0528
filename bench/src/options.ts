import { parseArgs } from "node:util";

export interface Options {
  /** One JSON object on stdout instead of the table. */
  json: boolean;
  /** Beginnings of work names; all works when empty. */
  only: string[];
  /** Length of a measured window. */
  seconds: number;
  /** Windows of each kind, of which the median counts. */
  rounds: number;
  /** Names of peers to measure beside Parlor; undefined means every one that runs here. */
  peers: string[] | undefined;
  /** Options of Node's for Parlor's process, such as --cpu-prof. */
  serverNodeArgs: string[];
  /** Writes the table and the plot into docs/. */
  plot: boolean;
}

export const usage = `npm run bench -- [options]
  --json                     one JSON object on stdout
  --only fanout.w1,send      some works only, by the beginning of their names
  --seconds 5                length of a measured window
  --rounds 3                 windows of each kind; the median counts
  --peers ws,socket.io       these peers only; "none" for Parlor alone
  --server-node-args "…"     options of Node's for Parlor's process (also PARLOR_BENCH_SERVER_ARGS)
  --plot                     writes table and plot into docs/; so does a whole run without --json`;

const SERVER_NODE_ARGS = "--server-node-args";

const words = (text: string, by: string): string[] => text.split(by).filter((word) => word !== "");

/** Reads the command line. Throws a TypeError with one clear line for what is no option. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): Options {
  const { values } = parseArgs({
    args: joined(args),
    options: {
      json: { type: "boolean", default: false },
      only: { type: "string", default: "" },
      seconds: { type: "string", default: "5" },
      rounds: { type: "string", default: "3" },
      peers: { type: "string" },
      "server-node-args": { type: "string", default: env["PARLOR_BENCH_SERVER_ARGS"] ?? "" },
      plot: { type: "boolean" },
    },
  });
  return {
    json: values.json,
    only: words(values.only, ","),
    seconds: positive("seconds", values.seconds),
    rounds: positive("rounds", values.rounds),
    peers: values.peers === undefined ? undefined : values.peers === "none" ? [] : words(values.peers, ","),
    serverNodeArgs: words(values["server-node-args"], " "),
    plot: values.plot ?? (!values.json && values.only === ""),
  };
}

/** What follows --server-node-args begins with a dash, and would be taken for an option of the bench. */
function joined(args: string[]): string[] {
  const at = args.indexOf(SERVER_NODE_ARGS);
  return at === -1 ? args : args.toSpliced(at, 2, `${SERVER_NODE_ARGS}=${args[at + 1] ?? ""}`);
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (number > 0) return number;
  throw new TypeError(`--${name} wants a number above zero, not ${JSON.stringify(text)}`);
}
