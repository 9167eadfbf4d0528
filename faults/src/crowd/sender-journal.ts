import type { Answer, AnswerOf, InputOf, Milliseconds } from "@parlor/protocol";
import type { Sent } from "../checker/evidence.ts";
import type { Figures } from "./orders.ts";
import { monotonic, writtenAt } from "./stamped-text.ts";

interface Entry {
  sent: Sent;
  writtenAt: Milliseconds;
}

/** Keeps what one client sent and what it was answered. */
export class SenderJournal {
  readonly #client: string;
  readonly #session: string;
  readonly #entries = new Map<string, Entry>();
  readonly #refusals: Record<string, number> = {};
  #longestWait = 0;
  #full: { firstAt: Milliseconds; slowest: Milliseconds } | undefined;
  acked = 0;

  constructor(client: string, session: string) {
    this.#client = client;
    this.#session = session;
  }

  /** A message leaves, for the first time or again. */
  asked({ channelId, clientId, text }: InputOf<"message.send">): Milliseconds {
    const known = this.#entries.get(clientId);
    if (known) known.sent.tries += 1;
    else {
      const sent = { client: this.#client, session: this.#session, channelId, clientId, tries: 1, answers: [] };
      this.#entries.set(clientId, { sent, writtenAt: writtenAt(text) ?? monotonic() });
    }
    return monotonic();
  }

  answered(
    { clientId }: InputOf<"message.send">,
    askedAt: Milliseconds,
    epoch: string,
    answer: Answer<AnswerOf<"message.send">>,
  ): void {
    const entry = this.#entries.get(clientId);
    if (!entry) return;
    const now = monotonic();
    if (answer.ok) {
      if (entry.sent.answers.length === 0) this.acked += 1;
      entry.sent.answers.push({ epoch, seq: answer.value.seq });
      this.#longestWait = Math.max(this.#longestWait, now - entry.writtenAt);
      return;
    }
    const { code } = answer.error;
    this.#refusals[code] = (this.#refusals[code] ?? 0) + 1;
    if (code !== "storage_full") return;
    const took = now - askedAt;
    this.#full ??= { firstAt: now, slowest: took };
    this.#full.slowest = Math.max(this.#full.slowest, took);
  }

  /** Whether it was ever refused because the disk is full. */
  get wasFull(): boolean {
    return this.#full !== undefined;
  }

  get evidence(): Sent[] {
    return [...this.#entries.values()].map(({ sent }) => sent);
  }

  /** Adds what was measured here to what others measured. */
  report(figures: Figures): void {
    for (const { sent } of this.#entries.values()) figures.resends += sent.tries - 1;
    for (const [code, times] of Object.entries(this.#refusals)) {
      figures.refusals[code] = (figures.refusals[code] ?? 0) + times;
    }
    if (this.#longestWait > 0) figures.waits.push(this.#longestWait);
    if (this.#full) figures.full.push(this.#full);
  }
}
