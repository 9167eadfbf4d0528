import type { TimeUnit } from "./read-time.ts";

/** Skipped messages that are listed by themselves; the rest is counted, or all go into a file. */
const LISTED = 20;
/** Characters of one reason, which may quote what stood there. */
const REASON_MAX = 200;

/** What is told of an import besides its messages. */
export class ImportReport {
  /** The first skipped messages, each with where it stands and why it was left out. */
  readonly firstSkipped: string[] = [];
  skipped = 0;
  /** What one message looks like, of a format that people write themselves. */
  example: string | undefined;
  /** Messages whose text had to be changed to be storable. */
  changed = 0;
  /** Messages that do not say by whom they are. */
  nameless = 0;
  /** Texts over the limit, and the messages they became. */
  long = 0;
  pieces = 0;
  /** What an export has and Parlor does not take over, such as "reactions", with its number. */
  readonly leftOut = new Map<string, number>();
  /** How many times were given in which unit. */
  readonly units = new Map<TimeUnit, number>();
  readonly #onSkipped: ((line: string) => void) | undefined;

  /** `onSkipped` is told of every skipped message as a line of text. */
  constructor(onSkipped?: (line: string) => void) {
    this.#onSkipped = onSkipped;
  }

  /** A message is not imported. `where` says where it stands, as in "line 12". */
  skip(where: string, reason: string): void {
    // A control character of a file must not reach the operator's terminal.
    const line = `${where}: ${reason}`.replace(/\p{Cc}/gu, " ").slice(0, REASON_MAX);
    this.skipped += 1;
    if (this.firstSkipped.length < LISTED) this.firstSkipped.push(line);
    this.#onSkipped?.(line);
  }

  leave(what: string, count = 1): void {
    if (count > 0) this.leftOut.set(what, (this.leftOut.get(what) ?? 0) + count);
  }

  timed(unit: TimeUnit): void {
    this.units.set(unit, (this.units.get(unit) ?? 0) + 1);
  }

  /** The unit of most times; undefined when none could be told. */
  get unit(): TimeUnit | undefined {
    return [...this.units].sort(([, one], [, other]) => other - one)[0]?.[0];
  }
}
