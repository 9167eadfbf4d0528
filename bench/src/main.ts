import { readOptions, usage } from "./options.ts";
import { nested } from "./report/nested.ts";
import { installedPeers } from "./targets/installed-peers.ts";
import { parlor } from "./targets/parlor.ts";
import { nodePeers } from "./targets/peer.ts";
import { client } from "./works/client.ts";
import { fanoutMaxRate } from "./works/fanout-max-rate.ts";
import { fanoutW1 } from "./works/fanout-w1.ts";
import { fanoutW2 } from "./works/fanout-w2.ts";
import { history } from "./works/history.ts";
import { idleAndJoin } from "./works/idle-and-join.ts";
import { loopDelay } from "./works/loop-delay.ts";
import { send } from "./works/send.ts";
import { start } from "./works/start.ts";
import { type Bench, type Figures, wanted } from "./works/work.ts";

const works = [fanoutW1, fanoutW2, fanoutMaxRate, send, idleAndJoin, loopDelay, history, start, client];

/** `npm run bench`: measures Parlor and its peers on this machine, and reports. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const say = (line: string): void => console.error(line);
  const contestants = [parlor({ nodeArgs: options.serverNodeArgs }), ...nodePeers, ...installedPeers].filter(
    (contestant) => {
      if (options.peers && contestant.name !== "parlor" && !options.peers.includes(contestant.name)) return false;
      const { missing } = contestant;
      if (missing !== undefined) say(`${contestant.name} is left out: ${missing}`);
      return missing === undefined;
    },
  );
  const bench: Bench = { options, contestants, say, wants: (part) => wanted(options.only, part) };
  const figures: Figures = {};
  for (const work of works.filter(({ name }) => bench.wants(name))) {
    say(`== ${work.name}`);
    for (const [name, found] of Object.entries(await work.run(bench))) Object.assign((figures[name] ??= {}), found);
  }
  const { parlor: own = {}, ...peers } = figures;
  const report = {
    ...nested(own),
    peers: Object.fromEntries(Object.entries(peers).map(([name, found]) => [name, nested(found)])),
  };
  console.log(JSON.stringify(report, null, options.json ? undefined : 2));
}

main().catch((failure: unknown) => {
  console.error(failure instanceof TypeError ? `${failure.message}\n\n${usage}` : failure);
  process.exitCode = 1;
});
