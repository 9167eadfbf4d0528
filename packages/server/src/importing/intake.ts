import { limits, MessageText } from "@parlor/protocol";
import { cleanText } from "./clean-text.ts";
import { ImportReport } from "./import-report.ts";
import { readTime } from "./read-time.ts";
import { splitText } from "./split-text.ts";
import { StagedMessages } from "./staged-messages-store.ts";

/** An author as an export knows them: `key` is the same in every export of the same people, and different for different people. */
export interface ForeignAuthor {
  key: string;
  /** As the export has it; it may be empty, too long or unusable. */
  name: string;
}

export interface ForeignChannel {
  /** Tells the channels of one export apart. */
  key: string;
  name: string;
  about?: string | undefined;
}

/** One message as a source gives it; everything about it is checked here. */
export interface ForeignMessage {
  /** For the operator, as in "line 12". */
  where: string;
  /** The key of its channel. */
  channel: string;
  /** A time in any form that `readTime` knows. */
  at: unknown;
  author: ForeignAuthor;
  text: string;
  /** What is attached, a line for each. */
  files?: string[];
}

const isText = MessageText.safeParse.bind(MessageText);
const isStorableText = (text: string) => isText(text).success;

/** Takes in what a source reads: makes each message valid, or reports why it is skipped, and stages it. */
export class Intake {
  readonly report: ImportReport;
  readonly staged = new StagedMessages();
  /** By the numbers under which they are staged. */
  readonly channels: ForeignChannel[] = [];
  readonly authors: ForeignAuthor[] = [];
  readonly #channelNumbers = new Map<string, number>();
  readonly #authorNumbers = new Map<string, number>();
  readonly #now = Date.now();

  constructor(report = new ImportReport()) {
    this.report = report;
  }

  /** A channel of the export; naming it again gives it another name. */
  channel(channel: ForeignChannel): void {
    this.channels[numberOf(this.#channelNumbers, channel.key)] = channel;
  }

  /** IMP-5, IMP-6. Stages one message, or reports why not. */
  message({ where, channel, at, author, text, files = [] }: ForeignMessage): void {
    const time = readTime(at, this.#now);
    if ("problem" in time) return this.report.skip(where, time.problem);
    const clean = cleanText([text, ...files].filter((part) => part !== "").join("\n"));
    const pieces = this.#pieces(clean.text);
    if (pieces.length === 0) return this.report.skip(where, "there is nothing to see in its text");
    if (clean.isChanged) this.report.changed += 1;
    if (time.unit) this.report.timed(time.unit);
    const place = { channel: numberOf(this.#channelNumbers, channel), at: time.at, author: this.#author(author) };
    for (const piece of pieces) this.staged.add({ ...place, text: piece }, time.unit === undefined);
  }

  /** The source is read: times whose unit was not clear follow the rest. */
  end(): void {
    if (this.report.unit === "seconds") this.staged.vagueAreSeconds();
    else this.staged.vagueAreMilliseconds();
  }

  close(): void {
    this.staged.close();
  }

  #pieces(text: string): string[] {
    if (text.length <= limits.messageText) return isStorableText(text) ? [text] : [];
    const pieces = splitText(text, limits.messageText).filter(isStorableText);
    this.report.long += 1;
    this.report.pieces += pieces.length;
    return pieces;
  }

  #author(author: ForeignAuthor): number {
    const number = numberOf(this.#authorNumbers, author.key);
    // Some exports name an author in some messages only.
    if ((this.authors[number]?.name ?? "").trim() === "") this.authors[number] = author;
    return number;
  }
}

function numberOf(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}
