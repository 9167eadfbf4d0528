import { type Options, readOptions, usage } from "./options.ts";
import { machine } from "./report/machine.ts";
import { jsonReport } from "./report/report.ts";
import { table } from "./report/table.ts";
import { wanted as rows } from "./report/targets.ts";
import { writeDocs } from "./report/write-docs.ts";
import { installedPeers } from "./targets/installed-peers.ts";
import { parlor } from "./targets/parlor.ts";
import { nodePeers } from "./targets/peer.ts";
import type { Contestant } from "./targets/target.ts";
import { client } from "./works/client.ts";
import { fanoutMaxRate } from "./works/fanout-max-rate.ts";
import { fanoutW1 } from "./works/fanout-w1.ts";
import { fanoutW2 } from "./works/fanout-w2.ts";
import { history } from "./works/history.ts";
import { idleAndJoin } from "./works/idle-and-join.ts";
import { loopDelay } from "./works/loop-delay.ts";
import { Notebook } from "./works/notebook.ts";
import { send } from "./works/send.ts";
import { start } from "./works/start.ts";
import { wanted } from "./works/work.ts";

const works = [start, fanoutW1, fanoutW2, loopDelay, fanoutMaxRate, send, idleAndJoin, history, client];

const say = (line: string): void => console.error(line);

/** Parlor and those peers that are asked for and run here. */
function contestants({ peers, serverNodeArgs }: Options, notebook: Notebook): Contestant[] {
  const all = [...nodePeers, ...installedPeers];
  const unknown = peers?.find((asked) => !all.some(({ name }) => name === asked));
  if (unknown !== undefined)
    throw new TypeError(`there is no peer named ${unknown}; there are ${all.map(({ name }) => name).join(", ")}`);
  const asked = all.filter(({ name }) => peers?.includes(name) ?? true);
  for (const { name, missing } of asked) {
    if (missing === undefined) continue;
    notebook.notes[name] = `left out: ${missing}`;
    say(`${name} is left out: ${missing}`);
  }
  return [parlor({ nodeArgs: serverNodeArgs }), ...asked.filter(({ missing }) => missing === undefined)];
}

/** A name that leads to no work is a slip of the fingers, and would otherwise end in an empty table. */
function checkNames(only: string[]): void {
  const names = [...works.map(({ name }) => name), "search"];
  const unknown = only.find((asked) => !names.some((name) => wanted([asked], name)));
  if (unknown !== undefined) throw new TypeError(`there is no work named ${unknown}; there are ${names.join(", ")}`);
}

/** `npm run bench`: measures Parlor and its peers on this machine, and reports. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  checkNames(options.only);
  const notebook = new Notebook();
  const on = machine();
  if (process.platform !== "linux")
    notebook.notes["cpu"] = "not available: this system does not tell a process's CPU time";
  const bench = {
    options,
    contestants: contestants(options, notebook),
    notebook,
    say,
    wants: (part: string) => wanted(options.only, part),
  };
  for (const work of works.filter(({ name }) => bench.wants(name))) {
    say(`== ${work.name}`);
    await notebook.attempt("parlor", work.name, () => work.run(bench));
  }
  if (bench.wants("search")) {
    notebook.record("parlor", { "search.p99_ms": null });
    notebook.notes["search.p99_ms"] = "there is no search yet";
  }
  const report = { figures: notebook.figures(), notes: notebook.notes, machine: on };
  console.log(options.json ? JSON.stringify(jsonReport(report)) : table(report.figures, rows));
  if (options.plot) await writeDocs(report);
  if (notebook.hasFailures) process.exitCode = 1;
}

// An exit ends the servers and throws their folders away; a signal alone would leave both.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

main().catch((failure: unknown) => {
  console.error(failure instanceof TypeError ? `${failure.message}\n\n${usage}` : failure);
  process.exitCode = 1;
});
