import type { Answer, InputOf, OwnKey, Person } from "@parlor/protocol";
import type { PrivateNews } from "./model-news.ts";
import { ok, refused } from "./model-answer.ts";
import type { ModelServer } from "./model-server.ts";

export interface ModelKey extends OwnKey {
  owner: Person;
  lookupHash: string;
  record: string;
  /** The people who came through it. */
  readonly came: Set<string>;
}

/** The private keys of the model server. */
export class ModelKeys {
  readonly all = new Map<string, ModelKey>();
  readonly #server: ModelServer;
  readonly #news: PrivateNews;
  readonly #hash: (lookup: string) => string;

  constructor(server: ModelServer, news: PrivateNews, hash: (lookup: string) => string) {
    this.#server = server;
    this.#news = news;
    this.#hash = hash;
  }

  create({ replaces, ...key }: InputOf<"private.create">, owner: Person): Answer<unknown> {
    if (replaces !== undefined) this.all.delete(replaces);
    const made: ModelKey = { ...key, owner, createdAt: this.#server.now, used: 0, came: new Set() };
    this.all.set(key.keyId, made);
    return this.#changed(owner, { key: made });
  }

  refresh({ keyId, record }: InputOf<"private.refresh">, person: Person): Answer<unknown> {
    const key = this.#own(keyId, person);
    if (!key) return refused("key_not_found");
    key.record = record;
    return this.#changed(person, {});
  }

  revoke({ keyId }: InputOf<"private.revoke">, person: Person): Answer<unknown> {
    if (!this.#own(keyId, person)) return refused("key_not_found");
    this.all.delete(keyId);
    return this.#changed(person, {});
  }

  /** As they are now: what the server counts later is not in an answer it gave. */
  list({ id }: Person): Answer<unknown> {
    const working = [...this.all.values()].filter((key) => key.owner.id === id && this.#works(key));
    return ok({ keys: working.map((key) => structuredClone(key)) });
  }

  find({ lookup }: InputOf<"private.find">, person: Person): Answer<unknown> {
    const key = this.byLookup(lookup, person);
    return key ? ok({ owner: key.owner, record: key.record }) : refused("key_not_found");
  }

  /** A key that works, or through which this person came once. */
  byLookup(lookup: string, { id }: Person): ModelKey | undefined {
    const hash = this.#hash(lookup);
    const key = [...this.all.values()].find(({ lookupHash }) => lookupHash === hash);
    return key && (this.#works(key) || key.came.has(id)) ? key : undefined;
  }

  #own(keyId: string, { id }: Person): ModelKey | undefined {
    const key = this.all.get(keyId);
    return key?.owner.id === id ? key : undefined;
  }

  #works({ expiresAt, uses, used }: ModelKey): boolean {
    return (expiresAt ?? Infinity) > this.#server.now && (uses ?? Infinity) > used;
  }

  #changed(owner: Person, value: object): Answer<unknown> {
    this.#news.tell(owner, "keyring.changed", { items: [] });
    return ok(value);
  }
}
