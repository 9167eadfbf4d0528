import { startCommand } from "../../../tools/start-command.ts";
import type { Seat } from "../dialects/dialect.ts";
import { ask } from "./parlor-api.ts";
import { Program, withProbe } from "./program.ts";
import type { Contestant, Target } from "./target.ts";
import { tempFolder } from "./temp-folder.ts";

/** A few people with many sockets each view; a crowd of strangers would only make the set-up longer. */
const PEOPLE_VIEWING = 8;

/** Settings an operator could set; the allowances are for people, and the load is none. */
const settings = {
  HOST: "127.0.0.1",
  PORT: "0",
  RATE_SEND: "1000000/1000000",
  RATE_READ: "1000000/1000000",
  RATE_CHANGE: "1000000/1000000",
  RATE_OPEN: "1000000/1000000",
  RATE_KNOCK: "1000000/1000000",
  RATE_MISS: "1000000/1000000",
  SOCKETS_PER_ADDRESS: "1000000",
  COMMANDS_IN_FLIGHT: "1000",
};

export interface ParlorOptions {
  /** Options of Node's for the server's process, such as --cpu-prof. */
  nodeArgs: string[];
  /** A data folder to keep; otherwise an empty one is made and thrown away. */
  dataDir?: string;
}

/** Parlor, as a real process with everything on: sessions, storing, fsync. */
export class Parlor implements Target {
  readonly name = "parlor";
  readonly dialect = "parlor";
  readonly port: number;
  readonly program: Program;
  readonly url: string;
  readonly #thrownAway: { remove(): Promise<void> } | undefined;
  #named = 0;
  #viewing: Promise<string[]> | undefined;

  private constructor(program: Program, thrownAway: { remove(): Promise<void> } | undefined) {
    this.program = program;
    this.#thrownAway = thrownAway;
    this.port = Number(program.said);
    this.url = `http://127.0.0.1:${this.port}`;
  }

  static async start({ nodeArgs, dataDir }: ParlorOptions): Promise<Parlor> {
    const thrownAway = dataDir === undefined ? await tempFolder("data") : undefined;
    const program = await Program.start({
      command: process.execPath,
      args: [...nodeArgs, ...startCommand()],
      env: { ...settings, DATA_DIR: dataDir ?? thrownAway?.path ?? "" },
      ready: /^Parlor is ready at \S+:(\d+)/m,
    });
    return new Parlor(program, thrownAway);
  }

  async channels(count: number): Promise<string[]> {
    const token = await this.person();
    const ids: string[] = [];
    for (let number = 0; number < count; number += 1) {
      const input = { name: `bench ${(this.#named += 1)}` };
      const { channel } = await ask<{ channel: { id: string } }>(this.url, "channel.create", input, token);
      ids.push(channel.id);
    }
    return ids;
  }

  async viewers(channel: string, count: number): Promise<Seat[]> {
    this.#viewing ??= this.#tokens(PEOPLE_VIEWING);
    const tokens = await this.#viewing;
    return Array.from({ length: count }, (_, index) => ({ channel, token: tokens[index % tokens.length] ?? "" }));
  }

  async people(channel: string, count: number): Promise<Seat[]> {
    return (await this.#tokens(count)).map((token) => ({ channel, token }));
  }

  /** A new person's token. */
  async person(): Promise<string> {
    const input = { displayName: `Bench person ${(this.#named += 1)}`, keep: "token" };
    return (await ask<{ token: string }>(this.url, "session.start", input)).token;
  }

  async stop(): Promise<void> {
    await this.program.stop();
    await this.#thrownAway?.remove();
  }

  async #tokens(count: number): Promise<string[]> {
    const tokens: string[] = [];
    for (let number = 0; number < count; number += 1) tokens.push(await this.person());
    return tokens;
  }
}

export const parlor = ({ nodeArgs }: ParlorOptions): Contestant => ({
  name: "parlor",
  answers: true,
  isNode: true,
  start: (how) => Parlor.start({ nodeArgs: how?.probe ? [...nodeArgs, ...withProbe] : nodeArgs }),
});
