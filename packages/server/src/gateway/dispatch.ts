import {
  type Answer,
  type CodedError,
  type Command,
  commands,
  type FieldIssue,
  type RateClass,
} from "@parlor/protocol";
import { DatabaseFailure } from "../db/database-failure.ts";
import type { Counts } from "../metrics/counts.ts";
import { Refusal } from "../refusal.ts";
import type { Caller, Handlers } from "./caller.ts";
import { describeIssues } from "./describe-issues.ts";
import type { GuessLimits } from "./guess-limits.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import type { Turns } from "./turns.ts";

type AnyHandler = (by: Caller, input: unknown) => unknown;

/** Answers one command for one caller; never throws (API-1). */
export type Dispatch = (name: string, by: Caller, input: unknown) => Promise<Answer<unknown>>;

export interface Dispatcher {
  dispatch: Dispatch;
  /** From now on every command is refused as `unavailable`; resolves when those under way are answered (CON-6). */
  drain(): Promise<void>;
}

export interface DispatchUse {
  limiter: RateLimiter;
  guesses: GuessLimits;
  turns: Turns;
  counts: Counts;
  /** Told of a command that failed through no fault of its caller. */
  onFailure(failure: unknown, command: string): void;
}

/** Both doors lead here: is it a command, who asks, is it too much, is it well formed; then, in its turn, its handler. */
export function makeDispatcher(
  handlers: Handlers,
  { limiter, guesses, turns, counts, onFailure }: DispatchUse,
): Dispatcher {
  const underWay = new Set<Promise<Answer<unknown>>>();
  let isDraining = false;

  const run: Dispatch = async (name, by, input) => {
    try {
      if (isDraining) throw new Refusal("unavailable");
      const command: Command | undefined = Object.hasOwn(commands, name)
        ? commands[name as keyof typeof commands]
        : undefined;
      if (!command) throw new Refusal("unknown_command");
      const payer = payerOf(command, by);
      checkRate(limiter, command.rate, payer, by.address);
      checkAudience(command, by);
      const parsed = command.input.safeParse(input);
      if (!parsed.success) throw badRequest(describeIssues(parsed.error.issues, input));
      // The registry and Handlers share their keys, so the handler takes exactly what the schema gave.
      const handler = handlers[name as keyof Handlers] as AnyHandler;
      const turn = turns.take(command.rate, payer);
      try {
        if (turn) await turn;
        const guess = {
          command: name,
          address: by.address,
          onRefused: () => giveBack(limiter, command.rate, payer, by),
        };
        const value = await guesses.judge(guess, () => {
          // The session may have ended while it waited.
          checkAudience(command, by);
          return handler(by, parsed.data);
        });
        return { ok: true, value };
      } finally {
        turns.give(command.rate, payer);
      }
    } catch (failure) {
      return { ok: false, error: coded(failure, name, onFailure) };
    }
  };

  return {
    async dispatch(name, by, input) {
      const since = performance.now();
      const running = run(name, by, input);
      underWay.add(running);
      const answer = await running;
      underWay.delete(running);
      // What is no command goes under one name: a client must not fill the memory with names of its own.
      counts.answered(Object.hasOwn(commands, name) ? name : "none", answer, performance.now() - since);
      return answer;
    },
    async drain() {
      isDraining = true;
      await Promise.all(underWay);
    },
  };
}

function checkAudience(command: Command, by: Caller): void {
  if (command.audience === "anyone") return;
  if (!by.session) throw new Refusal("unauthenticated");
  if (command.audience === "socket" && !by.seat) throw new Refusal("needs_socket");
}

/** Whose allowance it is. */
function payerOf({ rate }: Command, { session, address }: Caller): string {
  return rate === "open" || !session ? address : session.id;
}

function checkRate(limiter: RateLimiter, rate: RateClass, payer: string, address: string): void {
  const retryAfterMs = limiter.take(rate, payer);
  if (retryAfterMs > 0) throw new Refusal("rate_limited", { retryAfterMs });
  if (rate !== "knock") return;
  // PRIV-3. A guesser may open session after session, but stays at one address.
  const addressAfterMs = limiter.take("addressKnock", address);
  if (addressAfterMs === 0) return;
  limiter.giveBack(rate, payer);
  throw new Refusal("rate_limited", { retryAfterMs: addressAfterMs });
}

/** What was refused for another reason takes nothing, so that it passes after the time that reason gives. */
function giveBack(limiter: RateLimiter, rate: RateClass, payer: string, { address }: Caller): void {
  limiter.giveBack(rate, payer);
  if (rate === "knock") limiter.giveBack("addressKnock", address);
}

/** API-3. The message has the first issue, for those who read no further. */
function badRequest(issues: FieldIssue[]): Refusal {
  const [first] = issues;
  return new Refusal("bad_request", { ...(first && { message: `${first.field}: ${first.problem}` }), issues });
}

function coded(failure: unknown, command: string, onFailure: DispatchUse["onFailure"]): CodedError {
  if (failure instanceof Refusal) return failure.coded;
  if (failure instanceof DatabaseFailure && failure.isFull) return new Refusal("storage_full").coded;
  onFailure(failure, command.slice(0, 40));
  return new Refusal("internal").coded;
}
