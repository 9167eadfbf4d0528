import type { Milliseconds } from "@parlor/protocol";
import { limits } from "@parlor/protocol/limits";
import type { Clock } from "./clock.ts";
import type { WakeSource } from "./wake.ts";

interface AwayDeps {
  clock: Clock;
  wake: WakeSource | undefined;
  /** Tells the server; called only when it changes. */
  tell(away: boolean): void;
}

/** PRES-3. Knows whether the user looked away from the page long enough to count as away. */
export class AwayNotice {
  readonly #deps: AwayDeps;
  #isAway = false;
  /** Set while the page is hidden. */
  #hiddenAt: Milliseconds | undefined;
  #cancel = () => {};
  #end: (() => void) | undefined;

  constructor(deps: AwayDeps) {
    this.#deps = deps;
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  start(): void {
    this.#end ??= this.#deps.wake?.subscribe({
      hidden: () => this.#hide(),
      shown: () => this.#show(),
    });
  }

  stop(): void {
    this.#cancel();
    this.#end?.();
    this.#end = undefined;
  }

  #hide(): void {
    if (this.#hiddenAt !== undefined) return;
    const { clock } = this.#deps;
    this.#hiddenAt = clock.now();
    this.#cancel = clock.after(limits.awayAfterMs, () => this.#set(true));
  }

  #show(): void {
    this.#hiddenAt = undefined;
    this.#cancel();
    this.#set(false);
  }

  #set(isAway: boolean): void {
    if (isAway === this.#isAway) return;
    this.#isAway = isAway;
    this.#deps.tell(isAway);
  }
}
