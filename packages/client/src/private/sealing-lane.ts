import type { ChannelId, PersonId } from "@parlor/protocol";
import { limits } from "@parlor/protocol/limits";
import type { Call } from "../call.ts";
import type { Draft } from "../outgoing.ts";
import type { KeptLane, KeptSealed } from "./kept.ts";
import type { Drawer, Write } from "./private-storage.ts";

export interface LaneHost {
  call: Call;
  drawer: Drawer;
  self(): PersonId | undefined;
  /** Seals one text as the next of this device's chain. */
  envelope(draft: Draft, n: number, before: string): Promise<Envelope>;
  /** Another tab sealed something meanwhile: what waits has to be looked at again. */
  overtaken(): void;
}

export interface Envelope {
  readonly wire: string;
  readonly hash: string;
  readonly isKnock: boolean;
}

const start: KeptLane = { n: 0, h: "" };

/**
 * Seals what this device writes to one conversation. Each text gets its number at the moment of sealing and keeps its envelope
 * for every resend (SEAL-21); where one will never be stored, what was sealed after it is sealed anew (SEAL-23).
 */
export class SealingLane {
  readonly #host: LaneHost;
  readonly #id: ChannelId;
  /** Sealed and not acked, in that order. */
  #sealed: readonly KeptSealed[] = [];
  /** One thing after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(id: ChannelId, host: LaneHost) {
    this.#id = id;
    this.#host = host;
  }

  get waiting(): readonly string[] {
    return this.#sealed.map(({ clientId }) => clientId);
  }

  /** Reads what other tabs, or an earlier page, sealed. */
  load(): Promise<void> {
    return this.#next(() => this.#load());
  }

  /** What to send of this draft; undefined when another tab was quicker with another one. Rejects when it has to wait. */
  seal(draft: Draft): Promise<string | undefined> {
    return this.#next(async () => {
      const isIt = ({ clientId }: KeptSealed) => clientId === draft.clientId;
      const known = this.#sealed.find(isIt);
      if (this.#sealed.some(({ isDropped }) => isDropped)) {
        const reached = await this.#settle();
        // Stored after all, or to be refused like everything else.
        if (known && known.n <= (reached ?? known.n)) return known.wire;
      }
      return this.#sealed.find(isIt)?.wire ?? this.#sealNext(draft);
    });
  }

  /** It is stored, and so is everything sealed before it (MSG-9). Answers whether it was a knock. */
  acked(clientId: string): Promise<boolean> {
    return this.#next(async () => {
      const acked = this.#sealed.find((each) => each.clientId === clientId);
      if (!acked) return false;
      await this.#forget(this.#sealed.filter(({ n }) => n <= acked.n));
      return acked.isKnock;
    });
  }

  dropped(clientId: string): Promise<void> {
    return this.#next(async () => {
      const dropped = this.#sealed.find((each) => each.clientId === clientId);
      if (!dropped || dropped.isDropped) return;
      const entry: KeptSealed = { ...dropped, isDropped: true };
      this.#sealed = this.#sealed.map((each) => (each === dropped ? entry : each));
      await this.#host.drawer.change([], () => [[this.#key(clientId), entry]]);
    });
  }

  /** This device's chain was seen to be further than was kept here: after a crash of the whole machine, or a copy of it. */
  seen(n: number, h: string): Promise<void> {
    return this.#next(() =>
      this.#host.drawer.change([`lane/${this.#id}`], (found) =>
        n > (found(`lane/${this.#id}`) ?? start).n ? [[`lane/${this.#id}`, { n, h }]] : [],
      ),
    );
  }

  async #sealNext(draft: Draft): Promise<string | undefined> {
    const { drawer, envelope, overtaken } = this.#host;
    const laneKey = `lane/${this.#id}` as const;
    const { n, h } = (await drawer.get(laneKey)) ?? start;
    const { wire, hash, isKnock } = await envelope(draft, n + 1, h);
    const sealed: KeptSealed = { clientId: draft.clientId, n: n + 1, before: h, wire, isKnock };
    let isMine = false;
    await drawer.change([laneKey, this.#key(draft.clientId)], (found) => {
      isMine = (found(laneKey) ?? start).n === n && found(this.#key(draft.clientId)) === undefined;
      if (!isMine) return [];
      return [
        [laneKey, { n: n + 1, h: hash }],
        [this.#key(draft.clientId), sealed],
      ];
    });
    if (isMine) {
      this.#sealed = [...this.#sealed, sealed];
      return wire;
    }
    await this.#load();
    overtaken();
    return undefined;
  }

  /**
   * Finds out what became of dropped ones: their answer may have been lost. What is stored keeps its number; from the first on
   * that is not, everything is sealed anew, since none of it can have been stored (MSG-9). Answers with the number up to which
   * all is stored; undefined where the conversation is shut, so that nothing will be taken either. Rejects when it cannot be known.
   */
  async #settle(): Promise<number | undefined> {
    const { call, self } = this.#host;
    const answer = await call("message.page", { channelId: this.#id, limit: limits.pageMax });
    if (!answer.ok) {
      if (answer.error.code === "channel_not_found") return undefined;
      throw new Error("It cannot be known now.");
    }
    const stored = new Set(answer.value.messages.filter(({ by }) => by === self()).map(({ clientId }) => clientId));
    const reached = this.#sealed.findLast(({ clientId }) => stored.has(clientId))?.n ?? 0;
    const lost = this.#sealed.find(({ n, isDropped }) => n > reached && isDropped);
    const gone = this.#sealed.filter(({ n }) => n <= reached || (lost && n >= lost.n));
    await this.#forget(gone, lost && [`lane/${this.#id}`, { n: lost.n - 1, h: lost.before }]);
    return reached;
  }

  async #load(): Promise<void> {
    const all = await this.#host.drawer.list("sealed", this.#id);
    this.#sealed = all.sort((a, b) => a.n - b.n);
  }

  async #forget(gone: readonly KeptSealed[], besides?: Write): Promise<void> {
    if (gone.length === 0) return;
    this.#sealed = this.#sealed.filter((each) => !gone.includes(each));
    const writes = gone.map(({ clientId }): Write => [this.#key(clientId), undefined]);
    await this.#host.drawer.change([], () => (besides ? [...writes, besides] : writes));
  }

  #key(clientId: string): `sealed/${string}` {
    return `sealed/${this.#id}/${clientId}`;
  }

  #next<T>(run: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(run);
    this.#last = mine.catch(() => {});
    return mine;
  }
}
