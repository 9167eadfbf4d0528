import type { CodedError, RingItem } from "@parlor/protocol";
import { privateLimits } from "@parlor/protocol/limits";
import type { Core } from "../core.ts";
import { again } from "./again.ts";
import type { KeptPeer, KeptPrivateKey, KeptRing } from "./kept.ts";
import type { OwnKeys } from "./own-keys.ts";
import type { Write } from "./private-storage.ts";
import { keyContent, peerContent, prekeyContent } from "./ring-content.ts";
import { readItem } from "./ring-item.ts";
import { recallLost } from "./ring-recall.ts";
import { nextRun } from "./ring-run.ts";
import { sealItem } from "./ring.ts";
import { makePrekey } from "./prekey.ts";

export interface RingHost {
  core: Core;
  own: OwnKeys;
}

/**
 * What a person's devices share: sealed here, kept by the server (RING-1, RING-2). A change is stored on this device at once and
 * goes to the server when it can; of two devices that changed the same item, the one that got there first holds (SEAL-41).
 */
export class Keyring {
  readonly #host: RingHost;
  /** Other devices' changes are at hand, as far as they were told. */
  #isRead = false;
  /** What fails is tried again with the next one. */
  readonly #run = again(() => (this.#running = this.#sync().catch(() => {})));
  #running = Promise.resolve();
  /** The keyring is another phrase's than this device's: the person started over elsewhere. */
  isForeign = false;

  constructor(host: RingHost) {
    this.#host = host;
  }

  keepKey(key: KeptPrivateKey): Promise<void> {
    return this.#keep(`key.${key.keyId}`, keyContent(key), [`key/${key.keyId}`, key]);
  }

  keepPeer(peer: KeptPeer): Promise<void> {
    return this.#keep(`peer.${peer.id}`, peerContent(peer), [`peer/${peer.id}`, peer]);
  }

  /** Makes the next prekey, unless another device was quicker: then that one is taken. Needs the server. */
  async nextPrekey(seq: number): Promise<void> {
    const { core, own } = this.#host;
    const { prekey, secret } = await makePrekey(seq);
    const at = core.clock.now();
    const item = await this.#sealed(`prekey.${seq}`, 1, prekeyContent(seq, secret, at));
    if (!item) return;
    const answer = await core.call("keyring.put", { items: [item] });
    if (!answer.ok) return;
    if (answer.value.stale.length > 0) return this.#take(answer.value.stale);
    await own.change([], () => [
      [`prekey/${seq}`, { prekey, at }],
      [`ring/${item.id}`, { ...item, isTold: true }],
    ]);
  }

  /** Reads what other devices changed, then tells what was changed here. */
  sync(): Promise<void> {
    this.#isRead = false;
    return this.#run();
  }

  /** The connection is gone: what other devices change is not heard. */
  pause(): void {
    this.#isRead = false;
  }

  /** Whether these versions are at hand, or newer ones. What is on its way to the server is waited for: it may be just that. */
  async knows(items: readonly Pick<RingItem, "id" | "rev">[]): Promise<boolean> {
    await this.#running;
    const { drawer } = this.#host.own;
    const kept = await Promise.all(items.map(({ id }) => drawer.get(`ring/${id}`)));
    // An identity's item tells whose keyring it is, and a new phrase's has the same rev as the one before.
    const isKnown = ({ id, rev }: Pick<RingItem, "id" | "rev">, known: KeptRing | undefined) =>
      id !== "identity" && known !== undefined && known.rev >= rev && known.isTold;
    return !this.isForeign && items.every((item, at) => isKnown(item, kept[at]));
  }

  async #sync(): Promise<void> {
    const { core, own } = this.#host;
    const { identity } = own;
    if (!identity) return;
    const { loginHash } = identity;
    if (!identity.isLoginTold) {
      const answer = await core.call("recovery.set", { loginHash, fresh: true });
      if (!answer.ok) return;
      // Only of this identity: another tab may have started over.
      await own.change(["identity/own"], (found) => {
        const now = found("identity/own");
        return now?.device === identity.device ? [["identity/own", { ...now, isLoginTold: true }]] : [];
      });
    } else if (!this.#isRead) {
      this.#isRead = true;
      if (!(await this.#read())) return this.pause();
    }
    // In another phrase's keyring, items of this one would only be in the way.
    if (!this.isForeign) await this.#tell();
  }

  async #read(): Promise<boolean> {
    const { core, own } = this.#host;
    const shown = new Map<string, number>();
    for (let after: string | undefined; ;) {
      const answer = await core.call("keyring.read", after === undefined ? {} : { after });
      if (!answer.ok) return false;
      const { items } = answer.value;
      await this.#take(items);
      for (const { id, rev } of items) shown.set(id, rev);
      after = nextRun(answer.value, after);
      if (after === undefined) return this.isForeign || recallLost(core, own, shown);
    }
  }

  /** Takes in newer versions. What does not open is another phrase's or the server's invention, and is passed over. */
  async #take(items: readonly RingItem[]): Promise<void> {
    const { own } = this.#host;
    for (const item of items) {
      const path = `ring/${item.id}` as const;
      // Its rev does not matter: under a new phrase it starts from 1 again.
      if (item.id === "identity") this.isForeign = (await readItem(own, item)) === "foreign";
      const kept = await own.drawer.get(path);
      if (kept && (kept.rev > item.rev || (kept.rev === item.rev && kept.isTold))) continue;
      if (kept?.sealed === item.sealed) continue;
      if (!own.identity) return;
      const write = await readItem(own, item);
      if (write !== "foreign") await own.change([], () => [[path, { ...item, isTold: true }], ...write]);
    }
  }

  async #tell(): Promise<void> {
    const { core, own } = this.#host;
    const dirty = (await own.drawer.list("ring")).flatMap(({ isTold, ...item }) => (isTold ? [] : [item]));
    for (let at = 0; at < dirty.length; at += privateLimits.ringPut) {
      const items = dirty.slice(at, at + privateLimits.ringPut);
      const answer = await core.call("keyring.put", { items });
      if (!answer.ok) return this.#tellLater(answer.error);
      const stale = new Set(answer.value.stale.map(({ id }) => id));
      await this.#told(items.filter(({ id }) => !stale.has(id)));
      await this.#take(answer.value.stale);
    }
  }

  /** A whole keyring is more than may be told at once: goes on when the server says, if it is still the same person then. */
  #tellLater({ code, retryAfterMs = 1_000 }: CodedError): void {
    const { clock, self } = this.#host.core;
    if (code !== "rate_limited") return;
    const mine = self();
    clock.after(retryAfterMs, () => {
      if (self() === mine) void this.#run();
    });
  }

  async #told(items: readonly RingItem[]): Promise<void> {
    const paths = items.map(({ id }) => `ring/${id}` as const);
    await this.#host.own.drawer.change(paths, (found) =>
      items.flatMap((item): Write[] => {
        const kept = found(`ring/${item.id}`);
        return kept?.sealed === item.sealed ? [[`ring/${item.id}`, { ...item, isTold: true }]] : [];
      }),
    );
  }

  /** Stores a change with its sealed item, then lets the server know without waiting for it. */
  async #keep(id: string, content: object, write: Write): Promise<void> {
    const { own } = this.#host;
    const path = `ring/${id}` as const;
    for (;;) {
      const before = await own.drawer.get(path);
      const item = await this.#sealed(id, (before?.rev ?? 0) + 1, content);
      let isKept = false;
      await own.change([path], (found) => {
        isKept = found(path)?.rev === before?.rev;
        const kept: KeptRing | undefined = item && { ...item, isTold: false };
        return isKept ? [write, ...(kept ? [[path, kept] as const] : [])] : [];
      });
      if (isKept) break;
    }
    void this.#run();
  }

  async #sealed(id: string, rev: number, content: object): Promise<RingItem | undefined> {
    const { identity } = this.#host.own;
    const sealed = identity && (await sealItem(identity.ring, id, rev, content));
    return sealed?.ok ? sealed.value : undefined;
  }
}
