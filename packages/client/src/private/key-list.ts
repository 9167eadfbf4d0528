import type { Answer, Conversation, KeyId, OwnKey } from "@parlor/protocol";
import { mayRetry } from "../call.ts";
import type { Core } from "../core.ts";
import { again } from "./again.ts";
import { cardSecret, makeCard } from "./card.ts";
import { publicIdentity } from "./identity.ts";
import type { KeptPrivateKey } from "./kept.ts";
import type { Keyring } from "./keyring.ts";
import type { OwnKeys } from "./own-keys.ts";
import { freshRecord } from "./own-record.ts";
import { encodeKey, formatKey, type PrivateKey } from "./private-key.ts";
import type { PrivateAnswer, PrivateKeyView } from "./private-state.ts";
import { problem } from "./problem.ts";

export interface KeyListHost {
  core: Core;
  own: OwnKeys;
  ring: Keyring;
  /** The present display name. */
  name(): string;
  changed(): void;
}

/** What a new key is to be. `phrase`: one of the person's own choosing, stretched already. */
export interface KeyPlan {
  readonly label: string;
  readonly phrase?: { readonly text: string; readonly secret: PrivateKey };
  readonly expiresAt?: number;
  readonly uses?: number;
  readonly replaces?: KeyId;
}

/** One's own private keys: made, renewed, revoked, and their records kept fresh on the server (SEAL-30 to SEAL-33). */
export class KeyList {
  readonly #host: KeyListHost;
  /** The keys that work, as the server tells. */
  #working: ReadonlyMap<KeyId, OwnKey> | undefined;
  /** Kept already, but not made before the server has answered: shown by then, not as one that ended. */
  readonly #making = new Set<KeyId>();
  /** Being ended from here: the server may tell that they work no more before this browser has written down why. */
  readonly #ending = new Set<KeyId>();
  readonly #freshen = again(() => this.#freshenAll());

  constructor(host: KeyListHost) {
    this.#host = host;
  }

  async make(plan: KeyPlan): Promise<PrivateAnswer<KeptPrivateKey>> {
    const { core, own, ring, name } = this.#host;
    if (!own.identity) return problem("no_keys");
    const now = core.clock.now();
    const card = makeCard(publicIdentity(own.identity.identity));
    const secret: PrivateKey = plan.phrase?.secret ?? { is: "generated", secret: await cardSecret(card) };
    const key: KeptPrivateKey = {
      keyId: crypto.randomUUID(),
      code: plan.phrase?.text ?? formatKey(encodeKey(secret.secret)),
      label: plan.label,
      key: secret,
      card: card.bytes,
      createdAt: now,
      ...(plan.expiresAt !== undefined && { expiresAt: plan.expiresAt }),
      ...(plan.uses !== undefined && { uses: plan.uses }),
    };
    const fresh = await freshRecord(own, key, name(), now);
    if (!fresh) return problem("no_keys");
    const { keyId, expiresAt, uses } = key;
    const { lookupHash, record } = fresh;
    const ends = { ...(expiresAt !== undefined && { expiresAt }), ...(uses !== undefined && { uses }) };
    const replaces = plan.replaces === undefined ? {} : { replaces: plan.replaces };
    // The other way round, a page closed in between would leave a key that nobody can read.
    this.#making.add(keyId);
    await ring.keepKey({ ...key, record: fresh.says });
    const create = () => core.call("private.create", { keyId, lookupHash, record, ...ends, ...replaces });
    const answer = await (plan.replaces === undefined ? create() : this.#end(plan.replaces, create));
    if (!answer.ok) {
      await ring.keepKey({ ...key, isRetired: true, isVoid: true });
      this.#making.delete(keyId);
      return answer;
    }
    this.#working = new Map(this.#working).set(keyId, answer.value.key);
    this.#making.delete(keyId);
    this.#host.changed();
    return { ok: true, value: key };
  }

  async revoke(keyId: KeyId): Promise<Answer<object>> {
    const { core } = this.#host;
    return this.#end(keyId, async () => {
      const answer = await core.call("private.revoke", { keyId });
      return !answer.ok && answer.error.code !== "key_not_found" ? answer : { ok: true, value: {} };
    });
  }

  /** Ends every private key the server has of this person. */
  async revokeAll(): Promise<Answer<object>> {
    const { call } = this.#host.core;
    const answer = await call("private.keys", {});
    if (!answer.ok) return answer;
    for (const { keyId } of answer.value.keys) {
      const ended = await this.#patiently(() => call("private.revoke", { keyId }));
      if (!ended.ok && ended.error.code !== "key_not_found") return ended;
    }
    return { ok: true, value: {} };
  }

  async label(keyId: KeyId, label: string): Promise<void> {
    const key = this.#host.own.keys.get(keyId);
    if (key) await this.#host.ring.keepKey({ ...key, label });
  }

  /** Asks which keys work. Records whose name or prekey is no longer right are made again in the background. */
  async refresh(): Promise<void> {
    const answer = await this.#host.core.call("private.keys", {});
    if (!answer.ok) return;
    this.#working = new Map(answer.value.keys.map((key) => [key.keyId, key]));
    this.#host.changed();
    // What fails is tried again with the next one.
    void this.#freshen().catch(() => {});
  }

  views(conversations: readonly Conversation[]): PrivateKeyView[] {
    const known = [...this.#host.own.keys.values()].filter(({ keyId, isVoid }) => !isVoid && !this.#making.has(keyId));
    const views = known.map((key) => this.#view(key, conversations));
    return views.sort((a, b) => b.createdAt - a.createdAt);
  }

  /** Ends a key by `work`, and writes down that it was done from here. */
  async #end<T>(keyId: KeyId, work: () => Promise<Answer<T>>): Promise<Answer<T>> {
    const { own, ring } = this.#host;
    this.#ending.add(keyId);
    try {
      const answer = await work();
      const key = own.keys.get(keyId);
      if (answer.ok && key) await ring.keepKey({ ...key, isRetired: true });
      return answer;
    } finally {
      this.#ending.delete(keyId);
    }
  }

  async #freshenAll(): Promise<void> {
    const { core, own } = this.#host;
    const self = core.self();
    for (const keyId of [...own.keys.keys()]) {
      const answer = await this.#patiently(() => this.#freshenOne(keyId));
      // Without a server every other one fails like it. Or somebody else is here by now.
      if ((!answer.ok && mayRetry(answer.error)) || core.self() !== self) return;
    }
  }

  async #freshenOne(keyId: KeyId): Promise<Answer<object>> {
    const { core, own, name } = this.#host;
    const right: Answer<object> = { ok: true, value: {} };
    const key = own.keys.get(keyId);
    if (!key || !this.#working?.has(keyId)) return right;
    // Revoked here, or given up when its answer was lost: the server has not heard of it.
    if (key.isRetired) return core.call("private.revoke", { keyId });
    if (key.record?.name === name() && key.record.prekey === own.prekey?.prekey.seq) return right;
    const fresh = await freshRecord(own, key, name(), core.clock.now());
    if (!fresh) return right;
    const answer = await core.call("private.refresh", { keyId, record: fresh.record });
    if (!answer.ok) return answer;
    const path = `key/${keyId}` as const;
    await own.change([path], (found) => {
      const known = found(path);
      return known ? [[path, { ...known, record: fresh.says }]] : [];
    });
    return answer;
  }

  /** One may have more keys than may be changed at once: waits for as long as the server says, then goes on. */
  async #patiently(work: () => Promise<Answer<object>>): Promise<Answer<object>> {
    const { clock, self } = this.#host.core;
    const mine = self();
    for (;;) {
      const answer = await work();
      if (answer.ok || answer.error.code !== "rate_limited") return answer;
      const { retryAfterMs = 1_000 } = answer.error;
      await new Promise<void>((resolve) => clock.after(retryAfterMs, resolve));
      if (self() !== mine) return answer;
    }
  }

  #view(key: KeptPrivateKey, conversations: readonly Conversation[]): PrivateKeyView {
    const { keyId, label, code, createdAt, expiresAt, uses } = key;
    const came = conversations.filter((each) => each.keyId === keyId).map(({ id }) => id);
    const status = this.#status(key);
    const told = status === "used-up" ? uses : this.#working?.get(keyId)?.used;
    const used = Math.max(told ?? 0, came.length);
    return {
      keyId,
      label,
      code,
      chosen: key.key.is === "phrase",
      createdAt,
      ...(expiresAt !== undefined && { expiresAt }),
      ...(uses !== undefined && { usesLeft: Math.max(0, uses - used) }),
      used,
      status,
      ...(this.#working?.get(keyId)?.full && { full: true as const }),
      came,
    };
  }

  #status({ keyId, isRetired, expiresAt, uses }: KeptPrivateKey): PrivateKeyView["status"] {
    if (isRetired) return "revoked";
    if (expiresAt !== undefined && expiresAt <= this.#host.core.clock.now()) return "expired";
    const known = this.#working?.get(keyId);
    if (uses !== undefined && known && known.used >= uses) return "used-up";
    if (!this.#working || known) return "works";
    return uses === undefined || this.#ending.has(keyId) ? "revoked" : "used-up";
  }
}
