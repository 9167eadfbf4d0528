import { Load } from "../load/load.ts";
import type { Contestant } from "../targets/target.ts";
import type { Work } from "./work.ts";

/** A hundred sends in flight: a crowd of sockets with a few each, as a busy place has them. */
const SOCKETS = 20;
const IN_FLIGHT = 5;
const WARM_SECONDS = 2;

/** As many sends as answers allow, into one channel that nobody views. Peers store nothing, and plain `ws` answers nothing. */
export const send: Work = {
  name: "send",
  async run({ options, contestants, notebook, say }) {
    notebook.notes["send"] =
      `${SOCKETS} sockets with ${IN_FLIGHT} in flight each; peers keep nothing, so theirs is the wire alone`;
    for (let round = 0; round < options.rounds; round += 1) {
      for (const contestant of contestants.filter(({ answers }) => answers)) {
        await notebook.attempt(contestant.name, "send", async () => {
          const figures = await closedLoop(contestant, options.seconds);
          notebook.record(contestant.name, figures);
          say(`${contestant.name}: ${JSON.stringify(figures)}`);
        });
      }
    }
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
