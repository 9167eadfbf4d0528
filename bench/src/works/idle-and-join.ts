import { passed } from "../load/passed.ts";
import { cpuUsed } from "../load/server-cpu.ts";
import { oneByOne } from "./one-by-one.ts";
import type { Stage } from "./stage.ts";
import type { Work } from "./work.ts";

/** Seated before the first weighing, so that what a server allocates once is not counted per connection. */
const FIRST = 500;
const CONNECTIONS = 5_000;
const JOINS = 500;
/** A joiner opens a channel on a full page. */
const MESSAGES = 100;
/** Time in which a server settles. */
const REST_SECONDS = 2;
/**
 * Time in which a server is watched at rest, and then with joins in it. A crowd that came within seconds is pinged within
 * seconds too, so both windows last one heartbeat: then each has every ping once, and they cancel out.
 */
const WATCHED_SECONDS: Record<string, number> = { parlor: 20, "socket.io": 25 };
const WATCHED_OTHERS_SECONDS = 5;

/** Memory per connection that views a channel with 5,000 others, and what one more of them costs. */
export const idleAndJoin: Work = {
  name: "idle",
  run(bench) {
    const { contestants, notebook } = bench;
    for (const { name } of contestants.filter(({ tellsJoins }) => tellsJoins)) {
      notebook.notes[`idle of ${name}`] = "left out: it tells every join to everyone, 15 million lines for this crowd";
    }
    const others = { ...bench, contestants: contestants.filter(({ tellsJoins }) => !tellsJoins) };
    return oneByOne(others, "idle", ({ isNode }) => ({ channels: 1, viewers: FIRST, probe: isNode }), weigh);
  },
};

async function weigh(stage: Stage): Promise<Record<string, number | null>> {
  const [channel = ""] = stage.channels;
  await stage.talk(MESSAGES, 1);
  const before = await settledRss(stage);
  await stage.seat(channel, CONNECTIONS);
  const after = await settledRss(stage);
  return {
    "idle.kb_per_connection": before === null || after === null ? null : (after - before) / 1_024 / CONNECTIONS,
    "join.cpu_ms": await joinCost(stage, channel),
  };
}

/** Processor time of one more person who connects and opens the channel, with the news of it to everyone there. */
async function joinCost(stage: Stage, channel: string): Promise<number | null> {
  const { pid } = stage.target.program;
  const queue = await stage.queue(channel, JOINS);
  await passed(REST_SECONDS);
  const seconds = WATCHED_SECONDS[stage.name] ?? WATCHED_OTHERS_SECONDS;
  const rest = await mark(pid, passed(seconds));
  const join = await mark(pid, Promise.all([queue.enter(), passed(seconds)]));
  if (rest.cpu === null || join.cpu === null) return null;
  return (join.cpu - (rest.cpu / rest.took) * join.took) / 1_000 / JOINS;
}

/** Processor time, in microseconds, and time, in milliseconds, until something is done. */
async function mark(pid: number, done: Promise<unknown>): Promise<{ cpu: number | null; took: number }> {
  const start = performance.now();
  const before = cpuUsed(pid);
  await done;
  const after = cpuUsed(pid);
  return { cpu: before === null || after === null ? null : after - before, took: performance.now() - start };
}

/** What a server holds once it rests and, where it can be told to, has collected its garbage. */
async function settledRss({ target }: Stage): Promise<number | null> {
  await passed(REST_SECONDS);
  if (target.program.isProbed) await target.program.probe();
  await passed(1);
  return target.program.rss;
}
