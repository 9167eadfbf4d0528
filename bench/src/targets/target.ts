import type { Seat } from "../dialects/dialect.ts";
import type { DialectName } from "../dialects/index.ts";

/** A running server the load can be put on. */
export interface Target {
  readonly name: string;
  readonly dialect: DialectName;
  readonly pid: number;
  readonly port: number;
  /** Makes so many channels; resolves to the names by which the load knows them. */
  channels(count: number): Promise<string[]>;
  /** Seats for connections that view `channel`. They may share people. */
  viewers(channel: string, count: number): Promise<Seat[]>;
  /** Seats for connections that send, each of its own person. */
  speakers(channel: string, count: number): Promise<Seat[]>;
  stop(): Promise<void>;
}

/** A server that could be started, or the reason why not on this machine. */
export interface Contestant {
  readonly name: string;
  /** Undefined when it can run here. */
  missing(): string | undefined;
  /** Whether it answers each send. */
  readonly answers: boolean;
  start(): Promise<Target>;
}
