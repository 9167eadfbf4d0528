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

/** Acked ones that are kept, each a kilobyte or so: several times what can be under way while a tab takes over. */
const ackedMax = 48;

/**
 * Seals what this device writes to one conversation. Each text gets its number at the moment of sealing and keeps its envelope
 * for every resend (SEAL-21); where one will never be stored, what was sealed after it is sealed again (SEAL-23).
 */
export class SealingLane {
  readonly #host: LaneHost;
  readonly #id: ChannelId;
  /** Sealed and not acked, in that order. */
  #sealed: readonly KeptSealed[] = [];
  /** The last ones that were. */
  #acked: readonly KeptSealed[] = [];
  /** How far the chain goes, as far as this tab knows: where the storage knows more, another tab has sealed. */
  #end: KeptLane = start;
  /** One thing after the other. */
  #last: Promise<unknown> = Promise.resolve();
  /** Where one was not sealed, those behind it ask again: sealed before it, they would be sent before it. */
  #round = 0;

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
    const round = this.#round;
    return this.#next(async () => {
      if (round !== this.#round) return undefined;
      const isIt = ({ clientId }: KeptSealed) => clientId === draft.clientId;
      const known = this.#sealed.find(isIt);
      if (this.#sealed.some(({ isDropped }) => isDropped)) {
        const reached = await this.#before(this.#settle());
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
      await this.#arrived(acked.n);
      return acked.isKnock;
    });
  }

  /** Rejects when the storage does not keep it. */
  dropped(clientId: string): Promise<void> {
    return this.#next(async () => {
      const drop = (each: KeptSealed): KeptSealed => ({ ...each, isDropped: true });
      this.#sealed = this.#sealed.map((each) => (each.clientId === clientId ? drop(each) : each));
      const key = this.#key(clientId);
      // As it is kept: another tab may have sealed it, or sealed it again, or heard that it is stored.
      await this.#host.drawer.change([key], (found) => {
        const kept = found(key);
        return kept && !kept.isAcked && !kept.isDropped ? [[key, drop(kept)]] : [];
      });
    });
  }

  /** This device's chain was seen to be further than was kept here: after a crash of the whole machine, or a copy of it. */
  seen(n: number, h: string): Promise<void> {
    return this.#next(async () => {
      if (n <= this.#end.n) return;
      const key = `lane/${this.#id}` as const;
      await this.#host.drawer.change([key], (found) => (n > (found(key) ?? start).n ? [[key, { n, h }]] : []));
      await this.#load();
    });
  }

  async #sealNext(draft: Draft): Promise<string | undefined> {
    const { drawer, envelope, overtaken } = this.#host;
    const laneKey = `lane/${this.#id}` as const;
    const { n, h } = this.#end;
    const { wire, hash, isKnock } = await envelope(draft, n + 1, h);
    const sealed: KeptSealed = { clientId: draft.clientId, n: n + 1, before: h, wire, isKnock };
    let isMine = false;
    let there: KeptSealed | undefined;
    const change = drawer.change([laneKey, this.#key(draft.clientId)], (found) => {
      const end = found(laneKey) ?? start;
      there = found(this.#key(draft.clientId));
      isMine = end.n === n && end.h === h && there === undefined;
      if (!isMine) return [];
      return [
        [laneKey, { n: n + 1, h: hash }],
        [this.#key(draft.clientId), sealed],
      ];
    });
    await this.#before(change);
    if (isMine) {
      this.#sealed = [...this.#sealed, sealed];
      this.#end = { n: n + 1, h: hash };
      return wire;
    }
    await this.#load();
    // It arrived already, and only the news of it did not: the server answers as it did (MSG-3).
    if (there?.isAcked) return there.wire;
    this.#round++;
    overtaken();
    return undefined;
  }

  /** What has to be done before one is sealed: those behind it ask again when it fails. */
  async #before<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      this.#round++;
      throw error;
    }
  }

  /**
   * Finds out what became of dropped ones: their answer may have been lost. What is stored keeps its number; from the first on
   * that is not, everything is sealed again, since none of it can have been stored (MSG-9). Answers with the number up to which
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
    await this.#arrived(reached);
    const gone = this.#sealed.filter(({ n }) => lost && n >= lost.n);
    const end = lost && { n: lost.n - 1, h: lost.before };
    await this.#forget(gone, end && [`lane/${this.#id}`, end]);
    this.#end = end ?? this.#end;
    return reached;
  }

  async #load(): Promise<void> {
    const { drawer } = this.#host;
    // In this order: what is sealed in between is then noticed at the next sealing.
    this.#end = (await drawer.get(`lane/${this.#id}`)) ?? start;
    const all = await drawer.list("sealed", this.#id);
    this.#sealed = all.filter(({ isAcked }) => !isAcked).sort((a, b) => a.n - b.n);
    this.#acked = all.filter(({ isAcked }) => isAcked).sort((a, b) => a.n - b.n);
  }

  /** Everything up to this number is stored. */
  async #arrived(n: number): Promise<void> {
    const fresh = this.#sealed.filter((each) => each.n <= n).map((each): KeptSealed => ({ ...each, isAcked: true }));
    if (fresh.length === 0) return;
    const all = [...this.#acked, ...fresh];
    const gone = all.slice(0, Math.max(0, all.length - ackedMax));
    this.#sealed = this.#sealed.filter((each) => each.n > n);
    this.#acked = all.slice(gone.length);
    const writes = fresh.map((each): Write => [this.#key(each.clientId), each]);
    const removals = gone.map(({ clientId }): Write => [this.#key(clientId), undefined]);
    await this.#host.drawer.change([], () => [...writes, ...removals]);
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
