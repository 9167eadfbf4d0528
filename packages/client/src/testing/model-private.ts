import type { Answer, ErrorCode, InputOf, Message, Person, Self } from "@parlor/protocol";
import { ModelKeys } from "./model-keys.ts";
import { PrivateNews } from "./model-news.ts";
import { isShut, mine, ModelPairs, type Pair } from "./model-pairs.ts";
import { ModelRing } from "./model-ring.ts";
import { ok } from "./model-answer.ts";
import type { ModelServer } from "./model-server.ts";
import type { ModelExtension, Room } from "./model-state.ts";

type Answers = Record<string, (input: never, person: Person) => Answer<unknown>>;

/** Private messages on the model server, as plainly as they can be put; what a test changes by hand, a hostile server could. */
export class ModelPrivate implements ModelExtension {
  readonly keys: ModelKeys["all"];
  readonly pairs: ModelPairs["all"];
  readonly rings: ModelRing["rings"];
  readonly logins: ModelRing["logins"];
  readonly #server: ModelServer;
  readonly #hash: (lookup: string) => string;
  readonly #news: PrivateNews;
  readonly #talks: ModelPairs;
  readonly #answers: Answers;

  /** @param hash SHA-256 of 32 bytes, both in base64url */
  constructor(server: ModelServer, hash: (lookup: string) => string) {
    this.#server = server;
    this.#hash = hash;
    const news = (this.#news = new PrivateNews(server));
    const keys = new ModelKeys(server, news, hash);
    const talks = (this.#talks = new ModelPairs(server, news, keys));
    const ring = new ModelRing(news);
    this.keys = keys.all;
    this.pairs = talks.all;
    this.rings = ring.rings;
    this.logins = ring.logins;
    this.#answers = {
      "private.about": () => ok({ phraseSalt: "AAAAAAAAAAAAAAAAAAAAAA" }),
      "private.create": (input: InputOf<"private.create">, person) => keys.create(input, person),
      "private.refresh": (input: InputOf<"private.refresh">, person) => keys.refresh(input, person),
      "private.revoke": (input: InputOf<"private.revoke">, person) => keys.revoke(input, person),
      "private.keys": (_input, person) => keys.list(person),
      "private.find": (input: InputOf<"private.find">, person) => keys.find(input, person),
      "private.open": (input: InputOf<"private.open">, person) => talks.open(input, person),
      "private.list": (_input, person) => talks.list(person),
      "private.answer": (input: InputOf<"private.answer">, person) => talks.answer(input, person),
      "keyring.read": (_input, person) => ring.read(person),
      "keyring.put": (input: InputOf<"keyring.put">, person) => ring.put(input, person),
      "recovery.set": (input: InputOf<"recovery.set">, person) => ring.setLogin(input, person),
    };
    server.extension = this;
  }

  pair(id: string): Pair {
    const pair = this.pairs.get(id);
    if (!pair) throw new Error(`no conversation ${id}`);
    return pair;
  }

  answer(name: string, input: unknown, person: Person): Answer<unknown> | undefined {
    return this.#answers[name]?.(input as never, person);
  }

  shut(id: string, person: Person, name: string): ErrorCode | undefined {
    const pair = this.pairs.get(id);
    if (!pair || !/^(message\.|channel\.view|presence)/.test(name)) return undefined;
    const me = mine(pair, person);
    if (!me || isShut(me)) return "channel_not_found";
    if (name !== "message.send") return undefined;
    if (me.standing === "asked") return "not_allowed";
    return !pair.isAccepted && this.#server.room(id).messages.length >= 20 ? "limit_reached" : undefined;
  }

  stored({ id, messages }: Room, { seq, at }: Message): void {
    const pair = this.pairs.get(id);
    if (!pair) return;
    for (const member of pair.members) {
      if (messages.length === 1) this.#talks.tell(pair, member);
      if (isShut(member)) continue;
      const { epoch } = this.#server;
      this.#news.tell(member.person, "private.pulse", { epoch, channelId: id, head: seq, lastAt: at });
    }
  }

  recover(login: string): (Self & { token: string }) | undefined {
    const owner = this.logins.get(this.#hash(login));
    const person = [...this.#server.people.values()].find(({ id }) => id === owner);
    return person && { ...this.#server.selfOf(person), token: this.anotherToken(person) };
  }

  /** A session of a person more. */
  anotherToken(person: Person): string {
    const token = `session ${this.#server.people.size} of ${person.name}`;
    this.#server.people.set(token, person);
    return token;
  }
}
