import type { ChannelId, Message, MessagePage, Seq } from "@parlor/protocol";
import type { Core } from "../core.ts";
import type { ReadMessage, Trouble } from "../private-part.ts";
import { raiseMarks, type ChainMark } from "./chain-marks.ts";
import type { ReadPage } from "./conversation-feed.ts";
import type { OwnKeys } from "./own-keys.ts";
import type { Peers } from "./peers.ts";
import { ReadLog, type Entry } from "./read-log.ts";
import type { PrivateTrouble } from "./trouble.ts";

export interface ReaderHost {
  core: Core;
  own: OwnKeys;
  peers: Peers;
  /** How far this device's own chain was seen to go. */
  ownChain(n: number, hash: string): void;
  /** Whether the server shows less than was seen before. */
  rolledBack(isSo: boolean): void;
}

/** Opens what comes of one conversation, one page after the other, and holds it against what was read before. */
export class ConversationReader {
  readonly #host: ReaderHost;
  readonly #id: ChannelId;
  readonly #log = new ReadLog();
  /** As they came, for those that may open later. */
  readonly #raw = new Map<Seq, Message>();
  #epoch = "";
  #last: Promise<unknown> = Promise.resolve();

  constructor(id: ChannelId, host: ReaderHost) {
    this.#id = id;
    this.#host = host;
  }

  /** Never rejects: what fails is shown as unread. */
  read(page: MessagePage): Promise<ReadPage> {
    return this.#next(() => this.#read(page)).catch(() => unread(page));
  }

  async #read(page: MessagePage): Promise<ReadPage> {
    if (page.messages.length > 0) await this.#host.peers.meet(this.#id);
    const entries = await Promise.all(page.messages.map((message) => this.#open(message)));
    this.#epoch = page.epoch;
    const judged = await this.#judge(entries, page.head);
    const messages = entries.map(({ message }) => judged.get(message.seq) ?? message);
    return { page: { ...page, messages }, marked: judged };
  }

  /** Tries again what could not be opened: keys came, or another identity is trusted now. */
  again(): Promise<ReadonlyMap<Seq, ReadMessage>> {
    return this.#next(async () => {
      const waiting = this.#log.unread().flatMap(({ message }) => this.#raw.get(message.seq) ?? []);
      if (waiting.length === 0) return new Map();
      await this.#host.peers.meet(this.#id);
      const entries = await Promise.all(waiting.sort((a, b) => a.seq - b.seq).map((message) => this.#open(message)));
      const judged = await this.#judge(entries);
      return new Map([...entries.map(({ message }) => [message.seq, message] as const), ...judged]);
    });
  }

  /** What the server shows now is taken for what there is. */
  forgive(): Promise<void> {
    return this.#next(async () => {
      await this.#host.own.drawer.change([], () => [[`seen/${this.#id}`, undefined]]);
      this.#host.rolledBack(false);
    });
  }

  async #judge(entries: readonly Entry[], head?: Seq): Promise<Map<Seq, ReadMessage>> {
    const { drawer } = this.#host.own;
    const path = `seen/${this.#id}` as const;
    const marks: readonly ChainMark[] = (await drawer.get(path))?.marks ?? [];
    const judged = this.#log.add(this.#epoch, entries, marks);
    if (head !== undefined) {
      const isRolledBack = this.#log.isRolledBack(marks, head) && (await this.#isSo(marks, head));
      if (isRolledBack) this.#mark(entries.at(-1), judged);
      if (isRolledBack) this.#host.rolledBack(true);
    }
    const links = entries.map(({ link }) => link);
    await drawer.change([path], (found) => {
      const known = found(path)?.marks ?? [];
      const raised = raiseMarks(known, links);
      const isSame = raised.length === known.length && raised.every((mark, at) => mark === known[at]);
      return isSame ? [] : [[path, { marks: raised }]];
    });
    this.#tellOwnChain(entries);
    return judged;
  }

  /** A page that was under way while a message came tells an older head: what is asked for now must have every mark. */
  async #isSo(marks: readonly ChainMark[], head: Seq): Promise<boolean> {
    const furthest = Math.max(...marks.map(({ seq }) => seq));
    if (furthest <= head) return true;
    const answer = await this.#host.core.call("message.page", { channelId: this.#id, after: furthest - 1, limit: 1 });
    return answer.ok && answer.value.messages[0]?.seq !== furthest;
  }

  #mark(entry: Entry | undefined, judged: Map<Seq, ReadMessage>): void {
    if (!entry) return;
    const message = judged.get(entry.message.seq) ?? entry.message;
    if (message.trouble === undefined) judged.set(message.seq, { ...message, trouble: "rolled-back" });
  }

  #tellOwnChain(entries: readonly Entry[]): void {
    const device = this.#host.own.identity?.device;
    const own = entries.flatMap(({ link }) => (link.is === "opened" && link.device === device ? [link] : []));
    const [first] = own.sort((a, b) => b.n - a.n);
    if (first?.by === "self") this.#host.ownChain(first.n, first.hash);
  }

  async #open(message: Message): Promise<Entry> {
    const { core, peers } = this.#host;
    const by = message.by === core.self() ? "self" : "peer";
    const { seq, clientId } = message;
    const opened = await peers.open(this.#id, message);
    if (opened.ok) {
      this.#raw.delete(seq);
      const { text, device, n, previous, hash } = opened.value;
      return { message: { ...message, text }, link: { is: "opened", seq, clientId, by, device, n, previous, hash } };
    }
    this.#raw.set(seq, message);
    const trouble = this.#troubleOf(opened.trouble, message);
    return { message: { ...message, text: "", trouble }, link: { is: "unread", seq, by } };
  }

  #troubleOf({ code }: PrivateTrouble, { at }: Message): Trouble {
    const { identity, peers } = this.#host.own;
    const isOlder = identity !== undefined && at < identity.since;
    switch (code) {
      case "no_key":
        return "locked";
      case "newer":
        return "unknown";
      case "changed":
        return "stranger";
      case "tampered":
        return isOlder || !peers.has(this.#id) ? "locked" : "broken";
      case "malformed":
      case "bad_signature":
      case "mismatch":
      case "rolled_back":
      case "expired":
      case "weak_key":
        return "broken";
    }
  }

  #next<T>(run: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(run);
    this.#last = mine.catch(() => {});
    return mine;
  }
}

/** The browser's storage failed: nothing can be held against what was seen, so nothing is shown. */
function unread(page: MessagePage): ReadPage {
  const messages = page.messages.map((message): ReadMessage => ({ ...message, text: "", trouble: "locked" }));
  return { page: { ...page, messages }, marked: new Map() };
}
