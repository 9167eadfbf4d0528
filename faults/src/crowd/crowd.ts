import { type ChildProcess, fork } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ChannelId } from "@parlor/protocol";
import type { Reader, Sent } from "../checker/evidence.ts";
import { node } from "../../../tools/parlor-process.ts";
import type { ClientPlan, CrowdState, Figures, Load, Order, Orders, PairPlan } from "./orders.ts";

interface Waiting {
  resolve(gives: never): void;
  reject(failure: Error): void;
}

interface WorkerProcess {
  child: ChildProcess;
  waiting: Map<number, Waiting>;
}

/** Many clients in a few processes, ordered about from here. */
export class Crowd {
  readonly #workers: WorkerProcess[];
  readonly #folder: string;
  #lastId = 0;

  private constructor(workers: WorkerProcess[], folder: string) {
    this.#workers = workers;
    this.#folder = folder;
  }

  /** Starts the processes; `nodeArgs` go to their Node. */
  static async started(processes: number, nodeArgs: readonly string[] = []): Promise<Crowd> {
    const folder = await mkdtemp(join(tmpdir(), "parlor-crowd-"));
    const workers = Array.from({ length: processes }, () => startWorker(nodeArgs));
    return new Crowd(workers, folder);
  }

  /** Clients join, spread over the processes. */
  async join(seed: string, plans: readonly ClientPlan[]): Promise<void> {
    const shares = this.#workers.map((_, at) => plans.filter((_, n) => n % this.#workers.length === at));
    await this.#all("join", (at) => ({ seed: `${seed} ${at}`, plans: shares[at] ?? [] }));
  }

  /** Pairs meet, spread over the processes, and then write to each other privately. Resolves to their conversations. */
  async pair(seed: string, pairs: readonly PairPlan[]): Promise<ChannelId[]> {
    const shares = this.#workers.map((_, at) => pairs.filter((_, n) => n % this.#workers.length === at));
    const met = await this.#all("pair", (at) => ({ seed: `${seed} private ${at}`, pairs: shares[at] ?? [] }));
    return met.flat();
  }

  /** All together write at this rate until `hush`. */
  async talk(load: Load): Promise<void> {
    const perSecond = load.perSecond / this.#workers.length;
    await this.#all("talk", () => ({ ...load, perSecond }));
  }

  async hush(): Promise<void> {
    await this.#all("hush", () => null);
  }

  async cut(): Promise<void> {
    await this.#all("cut", () => null);
  }

  async reload(clients: number): Promise<void> {
    await this.#all("reload", () => ({ clients: Math.ceil(clients / this.#workers.length) }));
  }

  async stretch(name: string): Promise<void> {
    await this.#all("stretch", () => ({ name }));
  }

  async state(): Promise<CrowdState> {
    const sum: CrowdState = { clients: 0, live: 0, unsent: 0, acked: 0, full: 0, floors: {} };
    for (const part of await this.#all("state", () => null)) {
      sum.clients += part.clients;
      sum.live += part.live;
      sum.unsent += part.unsent;
      sum.acked += part.acked;
      sum.full += part.full;
      for (const [id, floor] of Object.entries(part.floors)) {
        sum.floors[id] = Math.min(sum.floors[id] ?? Infinity, floor);
      }
    }
    return sum;
  }

  /** Everything that was sent, seen and measured. */
  async testimony(): Promise<{ sent: Sent[]; readers: Reader[]; figures: Figures }> {
    const files = (at: number) => ({
      sent: join(this.#folder, `sent-${at}`),
      readers: join(this.#folder, `readers-${at}`),
    });
    const parts = await this.#all("testify", files);
    const figures: Figures = { resends: 0, disconnects: 0, refusals: {}, delays: {}, waits: [], returns: [], full: [] };
    for (const part of parts) addFigures(figures, part);
    const sent: Sent[] = [];
    const readers: Reader[] = [];
    for (const at of parts.keys()) {
      for await (const each of readLines<Sent>(files(at).sent)) sent.push(each);
      for await (const each of readLines<Reader>(files(at).readers)) readers.push(each);
    }
    return { sent, readers, figures };
  }

  /** Ends the processes and throws away their files. */
  async clear(): Promise<void> {
    await Promise.all(
      this.#workers.map(async ({ child }) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const gone = new Promise((resolve) => child.once("exit", resolve));
        child.kill("SIGKILL");
        await gone;
      }),
    );
    await rm(this.#folder, { recursive: true, force: true });
  }

  #all<O extends Order>(order: O, takes: (at: number) => Orders[O]["takes"]): Promise<Orders[O]["gives"][]> {
    return Promise.all(this.#workers.map((worker, at) => this.#ask(worker, order, takes(at))));
  }

  #ask<O extends Order>({ child, waiting }: WorkerProcess, order: O, takes: Orders[O]["takes"]) {
    const id = ++this.#lastId;
    if (!child.connected) return Promise.reject(new Error("a crowd process is gone"));
    return new Promise<Orders[O]["gives"]>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      child.send({ id, order, takes });
    });
  }
}

function startWorker(nodeArgs: readonly string[]): WorkerProcess {
  const child = fork(join(import.meta.dirname, "worker.ts"), {
    execPath: node,
    execArgv: [...nodeArgs],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const waiting = new Map<number, Waiting>();
  child.on("message", ({ id, gives, failure }: { id: number; gives: never; failure?: string }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (failure === undefined) asked?.resolve(gives);
    else asked?.reject(new Error(`a crowd process: ${failure}`));
  });
  child.on("exit", (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`a crowd process ended with ${signal ?? code}`));
    waiting.clear();
  });
  return { child, waiting };
}

function addFigures(sum: Figures, part: Figures): void {
  sum.resends += part.resends;
  sum.disconnects += part.disconnects;
  sum.waits.push(...part.waits);
  sum.returns.push(...part.returns);
  sum.full.push(...part.full);
  for (const [code, times] of Object.entries(part.refusals)) sum.refusals[code] = (sum.refusals[code] ?? 0) + times;
  for (const [name, delays] of Object.entries(part.delays)) {
    sum.delays[name] = (sum.delays[name] ?? []).concat(delays);
  }
}

async function* readLines<T>(path: string): AsyncGenerator<T> {
  for await (const line of createInterface({ input: createReadStream(path) })) yield JSON.parse(line) as T;
}
