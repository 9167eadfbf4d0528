import type { Answer, AnswerOf, CommandName, InputOf, Milliseconds } from "@parlor/protocol";
import { asAnswer, unavailable } from "./call.ts";
import type { Clock } from "./clock.ts";
import type { Wire } from "./transport.ts";

export const lost = unavailable("The connection was lost.");
export const silent = unavailable("There was no answer in time.");

/** One wire and all that dies with it: the calls that wait for an answer, and the time limit of its opening. */
export class Link {
  wire: Wire | undefined;
  readonly openedAt: Milliseconds;
  /** When the server greeted; undefined until then. */
  upAt: Milliseconds | undefined;
  cancelTimeout = () => {};
  readonly #clock: Clock;
  readonly #pending = new Set<(answer: unknown) => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.openedAt = clock.now();
  }

  /** Runs a command; `lost` when the link is closed before the answer, `silent` without one in time. */
  call<N extends CommandName>(name: N, input: InputOf<N>, timeoutMs: Milliseconds): Promise<Answer<AnswerOf<N>>> {
    return new Promise((resolve) => {
      const settle = (answer: unknown) => {
        if (!this.#pending.delete(settle)) return;
        cancel();
        resolve(asAnswer(answer) as Answer<AnswerOf<N>>);
      };
      const cancel = this.#clock.after(timeoutMs, () => settle(silent));
      this.#pending.add(settle);
      this.wire?.emit(name, input, settle);
    });
  }

  close(): void {
    this.cancelTimeout();
    this.wire?.close();
    for (const settle of [...this.#pending]) settle(lost);
  }
}
