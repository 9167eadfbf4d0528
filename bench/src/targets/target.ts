import type { Seat } from "../dialects/dialect.ts";
import type { DialectName } from "../dialects/index.ts";
import type { Program } from "./program.ts";

/** A running server the load can be put on. */
export interface Target {
  readonly name: string;
  readonly dialect: DialectName;
  readonly program: Program;
  readonly port: number;
  /** Makes so many channels; resolves to the names by which the load knows them. */
  channels(count: number): Promise<string[]>;
  /** Seats for connections that view `channel`. They may share people. */
  viewers(channel: string, count: number): Promise<Seat[]>;
  /** Seats for as many different people, to send or to come one after the other. */
  people(channel: string, count: number): Promise<Seat[]>;
  stop(): Promise<void>;
}

/** A kind of server that can be started as often as needed. */
export interface Contestant {
  readonly name: string;
  /** Why it cannot run on this machine; undefined when it can. */
  readonly missing?: string;
  /** Whether it answers each send. */
  readonly answers: boolean;
  /** Whether every join is told to everyone in the channel, which makes a crowd's coming in a matter of minutes. */
  readonly tellsJoins?: true;
  /** Whether it runs in Node, and can be probed. */
  readonly isNode: boolean;
  start(how?: { probe: boolean }): Promise<Target>;
}
