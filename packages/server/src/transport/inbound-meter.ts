/** What one connection may send, over all kinds of packets, before it is a flood. */
export interface InboundRule {
  /** Packets at once, then so many a second. */
  burst: number;
  perSecond: number;
  /** A connection went past it and is cut: the one that the meter was made for. */
  onFlood(owner: object | undefined): void;
}

/** Packets between two looks at the clock, so that a packet costs an addition. */
const BLOCK = 64;

/**
 * Units of a packet that count as one more: reading 64 KiB of brackets takes 4 ms, a hundred times what a small packet takes.
 * The longest text there is, in its longest form, still passes as often as its allowance says.
 */
const UNITS_PER_PACKET = 2_048;

/**
 * Counts what one connection sends, whatever it is: refusals, unasked heartbeats and answers to nothing cost the server time
 * too, and no allowance of a command sees them. The generic cell rate algorithm again, a block of packets at a time.
 */
export class InboundMeter {
  /** Whose packets are counted: the transport. */
  owner: object | undefined;
  readonly #rule: InboundRule;
  #packets = 0;
  #wholeAt = 0;

  constructor(rule: InboundRule) {
    this.#rule = rule;
  }

  /** Counts one packet of so many units. False from the one on that was too many. */
  passes(units: number, now: () => number = readClock): boolean {
    this.#packets += 1 + Math.floor(units / UNITS_PER_PACKET);
    if (this.#wholeAt === Infinity) return false;
    if (this.#packets < BLOCK) return true;
    const { burst, perSecond, onFlood } = this.#rule;
    const at = now();
    this.#wholeAt = Math.max(this.#wholeAt, at) + (this.#packets * 1_000) / perSecond;
    this.#packets = 0;
    if (this.#wholeAt - at <= (burst * 1_000) / perSecond) return true;
    this.#wholeAt = Infinity;
    onFlood(this.owner);
    return false;
  }
}

const readClock = (): number => performance.now();
