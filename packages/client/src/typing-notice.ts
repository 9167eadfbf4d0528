import { limits } from "@parlor/protocol/limits";
import type { Clock } from "./clock.ts";

/** Tells others that this person types, at most every 3 s however fast the keys come (PRES-2). */
export class TypingNotice {
  #toldAt = -Infinity;
  readonly #clock: Clock;
  readonly #tell: (typing: boolean) => void;

  constructor(clock: Clock, tell: (typing: boolean) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  set(typing: boolean): void {
    const age = this.#clock.now() - this.#toldAt;
    if (typing && age >= limits.typingEveryMs) {
      this.#toldAt = this.#clock.now();
      this.#tell(true);
    } else if (!typing && age < limits.typingLifeMs) {
      this.#toldAt = -Infinity;
      this.#tell(false);
    }
  }

  /** What was typed is sent: the next key is told at once. */
  sent(): void {
    this.#toldAt = -Infinity;
  }
}
