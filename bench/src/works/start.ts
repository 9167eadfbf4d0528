import { Parlor } from "../targets/parlor.ts";
import { tempFolder } from "../targets/temp-folder.ts";
import type { Work } from "./work.ts";

const STARTS = 7;

/** From nothing to ready: an empty data folder, everything built by an earlier start, as every start but the first has it. */
export const start: Work = {
  name: "start",
  async run({ notebook, say }) {
    await timedStart();
    for (let number = 0; number < STARTS; number += 1) {
      const figures = await timedStart();
      notebook.record("parlor", figures);
      say(`parlor: ${JSON.stringify(figures)}`);
    }
  },
};

async function timedStart(): Promise<Record<string, number | null>> {
  const folder = await tempFolder("start");
  try {
    const { parlor, took } = await readyAfter(folder.path);
    const { rss } = parlor.program;
    await parlor.stop();
    return { "start.ready_ms": took, "start.rss_mb": rss === null ? null : rss / 1_048_576 };
  } finally {
    await folder.remove();
  }
}

/** Starts it and waits for /readyz; `took` are the milliseconds from the spawn. */
export async function readyAfter(dataDir: string): Promise<{ parlor: Parlor; took: number }> {
  const startedAt = performance.now();
  const parlor = await Parlor.start({ nodeArgs: [], dataDir });
  for (;;) {
    const { status } = await fetch(`${parlor.url}/readyz`);
    if (status === 200) return { parlor, took: performance.now() - startedAt };
  }
}
