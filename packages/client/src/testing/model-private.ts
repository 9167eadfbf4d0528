import type {
  Answer,
  Conversation,
  ErrorCode,
  EventName,
  Events,
  InputOf,
  Message,
  OwnKey,
  Person,
  RingItem,
  Self,
  Standing,
} from "@parlor/protocol";
import { refused, type ModelExtension, type ModelServer, type Room } from "./model-server.ts";

interface Member {
  person: Person;
  standing: Standing;
  keyId?: string;
  rev: number;
}

interface Pair {
  readonly id: string;
  readonly createdAt: number;
  isAccepted: boolean;
  readonly members: [Member, Member];
}

interface Key extends OwnKey {
  owner: Person;
  lookupHash: string;
  record: string;
  readonly came: Set<string>;
}

/** Private messages on the model server, as plainly as they can be put; what a test changes by hand, a hostile server could. */
export class ModelPrivate implements ModelExtension {
  readonly keys = new Map<string, Key>();
  readonly pairs = new Map<string, Pair>();
  readonly rings = new Map<string, Map<string, RingItem>>();
  readonly logins = new Map<string, string>();
  readonly #server: ModelServer;
  #hash: (lookup: string) => string;

  /** @param hash SHA-256 of 32 bytes, both in base64url */
  constructor(server: ModelServer, hash: (lookup: string) => string) {
    this.#server = server;
    this.#hash = hash;
    server.extension = this;
  }

  pair(id: string): Pair {
    const pair = this.pairs.get(id);
    if (!pair) throw new Error(`no conversation ${id}`);
    return pair;
  }

  shut(id: string, person: Person, name: string): ErrorCode | undefined {
    const pair = this.pairs.get(id);
    if (!pair || !/^(message\.|channel\.view|presence)/.test(name)) return undefined;
    const me = mine(pair, person);
    if (!me || me.standing === "declined" || me.standing === "blocked") return "channel_not_found";
    if (name !== "message.send") return undefined;
    if (me.standing === "asked") return "not_allowed";
    return !pair.isAccepted && this.#server.room(id).messages.length >= 20 ? "limit_reached" : undefined;
  }

  stored(room: Room, message: Message): void {
    const pair = this.pairs.get(room.id);
    if (!pair) return;
    for (const member of pair.members) {
      if (room.messages.length === 1) this.#tellChanged(pair, member);
      if (!isShut(member)) {
        const { epoch } = this.#server;
        this.#tell(member.person, "private.pulse", {
          epoch,
          channelId: room.id,
          head: message.seq,
          lastAt: message.at,
        });
      }
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

  answer(name: string, input: unknown, person: Person): Answer<unknown> | undefined {
    switch (name) {
      case "private.about":
        return ok({ phraseSalt: "AAAAAAAAAAAAAAAAAAAAAA" });
      case "private.create":
        return this.#create(input as InputOf<"private.create">, person);
      case "private.refresh":
        return this.#refresh(input as InputOf<"private.refresh">, person);
      case "private.revoke":
        return this.#revoke((input as InputOf<"private.revoke">).keyId, person);
      case "private.keys":
        return ok({ keys: this.#keysOf(person) });
      case "private.find":
        return this.#find((input as InputOf<"private.find">).lookup, person);
      case "private.open":
        return this.#open((input as InputOf<"private.open">).lookup, person);
      case "private.list":
        return ok({ epoch: this.#server.epoch, conversations: this.#list(person) });
      case "private.answer":
        return this.#answered(input as InputOf<"private.answer">, person);
      case "keyring.read":
        return ok({ items: [...(this.rings.get(person.id)?.values() ?? [])], more: false });
      case "keyring.put":
        return this.#put((input as InputOf<"keyring.put">).items, person);
      case "recovery.set": {
        const { loginHash, fresh } = input as InputOf<"recovery.set">;
        const others = [...this.logins].filter(([hash, owner]) => owner === person.id && hash !== loginHash);
        if (others.length > 0 && !fresh) return refused("bad_request");
        for (const [hash] of others) this.logins.delete(hash);
        this.logins.set(loginHash, person.id);
        if (fresh) this.rings.delete(person.id);
        if (fresh) this.#tell(person, "keyring.changed", {});
        return ok({});
      }
    }
    return undefined;
  }

  #create({ replaces, ...key }: InputOf<"private.create">, owner: Person): Answer<unknown> {
    if (replaces !== undefined) this.keys.delete(replaces);
    const made: Key = { ...key, owner, createdAt: this.#server.now, used: 0, came: new Set() };
    this.keys.set(key.keyId, made);
    this.#tell(owner, "keyring.changed", { items: [] });
    return ok({ key: made });
  }

  #refresh({ keyId, record }: InputOf<"private.refresh">, { id }: Person): Answer<unknown> {
    const key = this.keys.get(keyId);
    if (key?.owner.id !== id) return refused("key_not_found");
    key.record = record;
    this.#tell(key.owner, "keyring.changed", { items: [] });
    return ok({});
  }

  #revoke(keyId: string, { id }: Person): Answer<unknown> {
    const key = this.keys.get(keyId);
    if (key?.owner.id !== id) return refused("key_not_found");
    this.keys.delete(keyId);
    this.#tell(key.owner, "keyring.changed", { items: [] });
    return ok({});
  }

  /** As they are now: what the server counts later is not in an answer it gave. */
  #keysOf({ id }: Person): Key[] {
    return [...this.keys.values()]
      .filter((key) => key.owner.id === id && this.#works(key))
      .map((key) => structuredClone(key));
  }

  #works({ expiresAt, uses, used }: Key): boolean {
    return (expiresAt ?? Infinity) > this.#server.now && (uses ?? Infinity) > used;
  }

  #byLookup(lookup: string, { id }: Person): Key | undefined {
    const hash = this.#hash(lookup);
    const key = [...this.keys.values()].find(({ lookupHash }) => lookupHash === hash);
    return key && (this.#works(key) || key.came.has(id)) ? key : undefined;
  }

  #find(lookup: string, person: Person): Answer<unknown> {
    const key = this.#byLookup(lookup, person);
    return key ? ok({ owner: key.owner, record: key.record }) : refused("key_not_found");
  }

  #open(lookup: string, person: Person): Answer<unknown> {
    const key = this.#byLookup(lookup, person);
    if (!key || key.owner.id === person.id) return refused("key_not_found");
    if (!key.came.has(person.id)) key.used++;
    key.came.add(person.id);
    const known = [...this.pairs.values()].find((pair) => mine(pair, person) && mine(pair, key.owner));
    const pair = known ?? this.#makePair(person, key);
    const [me, other] = bothOf(pair, person);
    if (me.standing === "asked") this.#accept(pair);
    else if (other.standing === "declined") this.#stand(pair, other, "asked");
    return ok({ conversation: this.#seen(pair, me) });
  }

  #makePair(person: Person, { owner, keyId }: Key): Pair {
    const id = `${"c".repeat(11)}${this.pairs.size}`;
    const asked: Member = { person: owner, standing: "asked", keyId, rev: 1 };
    const pair: Pair = {
      id,
      createdAt: this.#server.now,
      isAccepted: false,
      members: [{ person, standing: "asking", rev: 1 }, asked],
    };
    this.pairs.set(id, pair);
    this.#server.rooms.set(id, { id, messages: [], seqOf: new Map() });
    return pair;
  }

  #answered({ channelId, answer }: InputOf<"private.answer">, person: Person): Answer<unknown> {
    const pair = this.pairs.get(channelId);
    const me = pair && mine(pair, person);
    if (!pair || !me) return refused("channel_not_found");
    if (answer === "accept") this.#accept(pair);
    else if (answer === "decline") this.#stand(pair, me, "declined");
    else if (answer === "block") this.#stand(pair, me, "blocked");
    else this.#stand(pair, me, pair.isAccepted ? "open" : "asked");
    if (isShut(me)) {
      for (const seat of this.#server.seats) if (this.#isOf(seat.token, person)) seat.views.delete(channelId);
    }
    return ok({ conversation: this.#seen(pair, me) });
  }

  #accept(pair: Pair): void {
    pair.isAccepted = true;
    for (const member of pair.members) this.#stand(pair, member, "open");
  }

  #stand(pair: Pair, member: Member, standing: Standing): void {
    member.standing = standing;
    member.rev++;
    this.#tellChanged(pair, member);
  }

  #list(person: Person): Conversation[] {
    return [...this.pairs.values()].flatMap((pair) => {
      const me = mine(pair, person);
      const isSilent = me?.standing === "asked" && this.#server.room(pair.id).messages.length === 0;
      return me && !isSilent ? [this.#seen(pair, me)] : [];
    });
  }

  #seen(pair: Pair, me: Member): Conversation {
    const [, other] = bothOf(pair, me.person);
    const { messages } = this.#server.room(pair.id);
    const lastAt = messages.at(-1)?.at;
    return {
      id: pair.id,
      peer: other.person,
      standing: me.standing,
      ...(me.keyId !== undefined && { keyId: me.keyId }),
      createdAt: pair.createdAt,
      head: messages.length,
      ...(lastAt !== undefined && { lastAt }),
      rev: me.rev,
    };
  }

  #put(items: readonly RingItem[], { id }: Person): Answer<unknown> {
    const ring = this.rings.get(id) ?? new Map<string, RingItem>();
    this.rings.set(id, ring);
    const stale: RingItem[] = [];
    for (const item of items) {
      const known = ring.get(item.id);
      if (known && known.rev >= item.rev) known.sealed === item.sealed || stale.push(known);
      else ring.set(item.id, item);
    }
    const changed = items.filter((item) => ring.get(item.id) === item).map(({ id, rev }) => ({ id, rev }));
    for (const seat of this.#server.seats) {
      if (changed.length > 0 && this.#isOf(seat.token, { id })) seat.tell("keyring.changed", { items: changed });
    }
    return ok({ stale });
  }

  #tellChanged(pair: Pair, member: Member): void {
    this.#tell(member.person, "private.changed", { conversation: this.#seen(pair, member) });
  }

  #tell<N extends EventName>(person: Person, name: N, payload: Events[N]): void {
    this.#server.tell(name, payload, (seat) => this.#isOf(seat.token, person));
  }

  #isOf(token: string | undefined, { id }: Pick<Person, "id">): boolean {
    return token !== undefined && this.#server.people.get(token)?.id === id;
  }
}

function ok(value: unknown): Answer<unknown> {
  return { ok: true, value };
}

function isShut({ standing }: Member): boolean {
  return standing === "declined" || standing === "blocked";
}

function mine({ members }: Pair, { id }: Person): Member | undefined {
  return members.find(({ person }) => person.id === id);
}

function bothOf({ members: [one, two] }: Pair, { id }: Person): [Member, Member] {
  return one.person.id === id ? [one, two] : [two, one];
}
