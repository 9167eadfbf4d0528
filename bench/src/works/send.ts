import { Load } from "../load/load.ts";
import type { Contestant } from "../targets/target.ts";
import { medians } from "./median.ts";
import type { Bench, Figures, Work } from "./work.ts";

/** A hundred sends in flight: a crowd of sockets with a few each, as a busy place has them. */
const SOCKETS = 20;
const IN_FLIGHT = 5;
const WARM_SECONDS = 2;

/** As many sends as answers allow, into one channel that nobody views. Peers store nothing, and plain `ws` answers nothing. */
export const send: Work = {
  name: "send",
  async run({ options, contestants, say }: Bench) {
    const windows: Record<string, Record<string, number | null>[]> = {};
    for (let round = 0; round < options.rounds; round += 1) {
      for (const contestant of contestants.filter(({ answers }) => answers)) {
        const figures = await closedLoop(contestant, options.seconds);
        (windows[contestant.name] ??= []).push(figures);
        say(`${contestant.name}: ${JSON.stringify(figures)}`);
      }
    }
    const result: Figures = {};
    for (const [name, list] of Object.entries(windows)) result[name] = medians(list);
    return result;
  },
};

async function closedLoop(contestant: Contestant, seconds: number): Promise<Record<string, number | null>> {
  const target = await contestant.start();
  const load = new Load();
  try {
    const { dialect, port } = target;
    const { pid } = target.program;
    const [channel = ""] = await target.channels(1);
    await load.order({ do: "speak", dialect, port, seats: await target.people(channel, SOCKETS) });
    const sends = await load.order({ do: "closedLoop", pid, inFlight: IN_FLIGHT, seconds, warmSeconds: WARM_SECONDS });
    return {
      "send.durable_per_s": sends.answered / sends.seconds,
      "send.p50_ms": sends.p50_ms,
      "send.p99_ms": sends.p99_ms,
      "send.cpu_us": sends.cpuUs === null ? null : sends.cpuUs / sends.answered,
    };
  } finally {
    load.end();
    await target.stop();
  }
}
