import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Order, Reply, Results } from "./orders.ts";

/** The bench's end of one process of the load. */
export class Load {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #last = 0;

  constructor() {
    this.#child = fork(join(import.meta.dirname, "load-process.ts"), {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.#child.on("message", (reply: Reply) => this.#waiting.get(reply.number)?.(reply));
    this.#child.on("exit", () => {
      for (const [number, settle] of this.#waiting) settle({ number, ok: false, reason: "the load's process ended" });
    });
  }

  /** Has it carried out; rejects with the process's reason. */
  async order<O extends Order>(order: O): Promise<Results[O["do"]]> {
    const number = (this.#last += 1);
    const reply = await new Promise<Reply>((resolve) => {
      this.#waiting.set(number, resolve);
      this.#child.send({ number, order });
    });
    this.#waiting.delete(number);
    if (!reply.ok) throw new Error(reply.reason);
    return reply.value as Results[O["do"]];
  }

  end(): void {
    this.#child.kill("SIGKILL");
  }
}
