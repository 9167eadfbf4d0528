import type { Answer } from "@parlor/protocol";
import { Spread } from "./spread.ts";

/** Seconds, from what a fast disk needs to what a person calls broken. */
const TIMES = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

/**
 * What the server counts of its own work. Always on, because counting is a few plain additions; `metrics-port.ts` reads it
 * when somebody asks. Counters only rise.
 */
export class Counts {
  /** Messages that were stored, and resends that got the first answer. */
  accepted = 0;
  resent = 0;
  /** Messages times sockets they were written to. */
  deliveries = 0;
  /** Reads that continued from a known seq, and answers that could not. */
  catchUps = 0;
  resets = 0;
  /** Connections closed because they did not read, and because they sent more than anybody needs. */
  slowCuts = 0;
  floodCuts = 0;
  /** Requests of pages that are not Parlor's own. */
  originsRefused = 0;
  /** Typing notices dropped because the server was behind. */
  shed = 0;
  /** Seconds from a send's arrival to its answer. */
  readonly ackTime = new Spread(TIMES);
  /** Seconds of each commit, and messages in it. */
  readonly commitTime = new Spread(TIMES);
  readonly batchSize = new Spread(SIZES);
  /** By name of the command, then by outcome: "ok" or the error's code. */
  readonly commands = new Map<string, Map<string, number>>();

  /** One message is on disk; `isNew` is false for a resend. */
  sent(isNew: boolean): void {
    if (isNew) this.accepted += 1;
    else this.resent += 1;
  }

  /** One transaction of so many messages has ended well after so many milliseconds. */
  committed(messages: number, ms: number): void {
    this.batchSize.record(messages);
    this.commitTime.record(ms / 1_000);
  }

  /** So many messages were written to so many sockets. */
  delivered(messages: number, sockets: number): void {
    this.deliveries += messages * sockets;
  }

  /** A socket whose backlog passed the watermark was cut. */
  slowCut(): void {
    this.slowCuts += 1;
  }

  /** A socket that sent more than anybody needs was cut. */
  floodCut(): void {
    this.floodCuts += 1;
  }

  /** A page of another address was refused (CON-8). */
  originRefused(): void {
    this.originsRefused += 1;
  }

  /** A client continued from a seq it knows; `reset` when it could not be continued. */
  caughtUp({ reset }: { reset: boolean }): void {
    if (reset) this.resets += 1;
    else this.catchUps += 1;
  }

  /** A command of the registry, or anything else under one name, got its answer after so many milliseconds. */
  answered(command: string, answer: Answer<unknown>, ms: number): void {
    let outcomes = this.commands.get(command);
    if (!outcomes) this.commands.set(command, (outcomes = new Map()));
    const outcome = answer.ok ? "ok" : answer.error.code;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (answer.ok && command === "message.send") this.ackTime.record(ms / 1_000);
  }
}
