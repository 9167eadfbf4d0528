import type { FastifyBaseLogger } from "fastify";
import type { ChannelId, PersonId } from "@parlor/protocol";
import { DatabaseFailure } from "../db/database-failure.ts";
import { type MinuteLine, OnceAMinute } from "./once-a-minute.ts";

/**
 * Why the server closed a connection, or took none.
 * - `slow`: it did not read what it was sent (R6). `flood`: it sent more than any client needs (API-7).
 * - `no_ack`: packets that are no commands. `no_session`: no session in time.
 * - `too_many_connections`, `too_many_sockets`, `opens_too_often`, `wrong_tokens`: its address had its share (CON-9, API-4).
 * - `too_many_requests`: its address had as many unfinished ones as it may; `body_in_pieces`: one came in far too many (CON-12).
 */
export type CutReason =
  | "slow"
  | "flood"
  | "no_ack"
  | "no_session"
  | "too_many_connections"
  | "too_many_sockets"
  | "opens_too_often"
  | "wrong_tokens"
  | "too_many_requests"
  | "body_in_pieces";

/** A client that was cut: its address, and whose session it had. */
export interface CutClient {
  address: string;
  personId?: PersonId | undefined;
  sessionId?: string | undefined;
}

/** Something that was done to a channel; without `by` the operator did it. */
export interface ChannelChange {
  did: "made" | "archived" | "restored" | "renamed" | "given to another owner";
  channelId: ChannelId;
  name: string;
  /** The name before, when it was renamed. */
  formerly?: string | undefined;
  by?: PersonId | undefined;
  /** Its rev and its owner now (none is the operator); not part of the line. */
  rev?: number;
  ownedBy?: PersonId | undefined;
}

/** Something that was done to a webhook. Its token is not part of it. */
export interface HookChange {
  did: "made" | "revoked";
  hookId: string;
  channelId: ChannelId;
  by: PersonId;
}

/** Characters of a session's id that tell it from the others of a server. */
const SHORT = 8;
const OPERATOR = "operator";

/**
 * What an operator asks afterwards, one method for each kind of line. docs/self-hosting.md lists them. No line has a message's
 * text, a token, a key, a cookie, or the name of a person; of a channel it has the name, because everyone sees it.
 */
export class OperatorLog {
  #isStorageLost = false;
  readonly #log: FastifyBaseLogger;
  readonly #minute: OnceAMinute;

  constructor(log: FastifyBaseLogger) {
    this.#log = log;
    this.#minute = new OnceAMinute((count) =>
      log.warn({ count }, "more lines of cut clients and failures were left out"),
    );
  }

  /** `find` looks the client up; it is only called when a line is due. */
  cut(reason: CutReason, find: () => CutClient | undefined): void {
    this.#minute.tell(() => this.#cutLine(reason, find() ?? {}));
  }

  /** Out of the reach of `find`: the line is kept for a minute, and would keep the client's closed connection as long. */
  #cutLine(reason: CutReason, { address = "unknown", personId, sessionId }: Partial<CutClient>): MinuteLine {
    const fields = { reason, address, personId, sessionId: sessionId?.slice(0, SHORT) };
    return {
      key: `cut ${reason} ${address} ${sessionId ?? ""}`,
      write: (more) => this.#log.warn(withMore(fields, more), "a client was disconnected or not let in"),
    };
  }

  /** Storing has begun to fail. Call it once, until `storageRecovered`. */
  storageLost({ isFull, isMoved, message }: DatabaseFailure, dataDir: string): void {
    const line = isFull
      ? "the disk is full: nothing can be stored until there is room; it is tried again every 2 seconds"
      : isMoved
        ? "nothing can be stored: the database is no longer in the data folder; put it back, or stop Parlor first and then move it"
        : "nothing can be stored: the database cannot be written; it is tried again every 2 seconds";
    this.#isStorageLost = true;
    this.#log.error({ dataDir, reason: message }, line);
  }

  storageRecovered(dataDir: string): void {
    this.#isStorageLost = false;
    this.#log.warn({ dataDir }, "messages can be stored again");
  }

  /** The origin of a page that was refused, and the host that it asked (CON-8). Call it once for each pair. */
  originRefused(refused: { origin: string; host: string }): void {
    const line =
      refused.origin === ""
        ? "refused a request that has Parlor's cookie and no Origin, so it is no page's; programs send a token, and no cookie"
        : "refused a page of another address; if people open Parlor there, add it to PUBLIC_URL";
    this.#log.warn(refused, line);
  }

  hostRefused(host: string): void {
    this.#log.warn(
      { host },
      "refused a request under a name that Parlor does not know; if people open it there, set PUBLIC_URL, or add it to ALLOWED_HOSTS",
    );
  }

  channel({ did, by = OPERATOR, channelId, name, formerly }: ChannelChange): void {
    this.#log.info({ channelId, name, formerly, by }, `a channel was ${did}`);
  }

  hook({ did, ...fields }: HookChange): void {
    this.#log.info(fields, `a webhook was ${did}`);
  }

  sessionEnded({ id, person }: { id: string; person: { id: PersonId } }): void {
    this.#log.info({ personId: person.id, sessionId: id.slice(0, SHORT) }, "a session was ended");
  }

  sessionsIdle(count: number): void {
    this.#log.info({ count }, "sessions ended that nobody had used for SESSION_IDLE_DAYS");
  }

  /**
   * A failure that no client caused. The same kind may come with every message, so it is told once a minute; and not at all while
   * nothing can be stored, if that is its cause, since that has its own line.
   */
  failed(failure: unknown, message: string, more: Record<string, unknown> = {}): void {
    if (this.#isStorageLost && failure instanceof DatabaseFailure && failure.isOfTheSystem) return;
    this.#minute.tell(() => ({
      key: `failed ${message} ${kindOf(failure)}`,
      write: (count) => this.#log.error(withMore({ ...more, err: failure }, count), message),
    }));
  }

  /** Tells what the last minute left out. */
  close(): void {
    this.#minute.end();
  }
}

function withMore<T extends object>(fields: T, more: number): T & { more?: number } {
  return more > 0 ? { ...fields, more } : fields;
}

/** Failures of one cause: SQLite's code, the system's, or the place in the code where a bug is. */
function kindOf(failure: unknown): string {
  if (failure instanceof DatabaseFailure)
    return `sqlite ${failure.errcode} ${failure.errcode === 0 ? failure.message : ""}`;
  if (!(failure instanceof Error)) return typeof failure;
  const [, place = ""] = failure.stack?.split("\n") ?? [];
  return `${failure.name} ${(failure as NodeJS.ErrnoException).code ?? ""} ${place}`;
}
