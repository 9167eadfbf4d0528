import type { Answer, Conversation, InputOf, Person, Standing } from "@parlor/protocol";
import type { ModelKey, ModelKeys } from "./model-keys.ts";
import type { PrivateNews } from "./model-news.ts";
import { ok, refused } from "./model-answer.ts";
import type { ModelServer } from "./model-server.ts";

export interface Member {
  person: Person;
  standing: Standing;
  keyId?: string;
  rev: number;
}

export interface Pair {
  readonly id: string;
  readonly createdAt: number;
  isAccepted: boolean;
  readonly members: [Member, Member];
}

/** The private conversations of the model server. */
export class ModelPairs {
  readonly all = new Map<string, Pair>();
  readonly #server: ModelServer;
  readonly #news: PrivateNews;
  readonly #keys: ModelKeys;

  constructor(server: ModelServer, news: PrivateNews, keys: ModelKeys) {
    this.#server = server;
    this.#news = news;
    this.#keys = keys;
  }

  open({ lookup }: InputOf<"private.open">, person: Person): Answer<unknown> {
    const key = this.#keys.byLookup(lookup, person);
    if (!key || key.owner.id === person.id) return refused("key_not_found");
    if (!key.came.has(person.id)) key.used++;
    key.came.add(person.id);
    const known = [...this.all.values()].find((pair) => mine(pair, person) && mine(pair, key.owner));
    const pair = known ?? this.#make(person, key);
    const [me, other] = bothOf(pair, person);
    if (me.standing === "asked") this.#accept(pair);
    else if (other.standing === "declined") this.#stand(pair, other, "asked");
    return ok({ conversation: this.#seen(pair, me) });
  }

  answer({ channelId, answer }: InputOf<"private.answer">, person: Person): Answer<unknown> {
    const pair = this.all.get(channelId);
    const me = pair && mine(pair, person);
    if (!pair || !me) return refused("channel_not_found");
    if (answer === "accept") this.#accept(pair);
    else if (answer === "decline") this.#stand(pair, me, "declined");
    else if (answer === "block") this.#stand(pair, me, "blocked");
    else this.#stand(pair, me, pair.isAccepted ? "open" : "asked");
    if (isShut(me)) {
      for (const seat of this.#server.seats) if (this.#news.isOf(seat.token, person)) seat.views.delete(channelId);
    }
    return ok({ conversation: this.#seen(pair, me) });
  }

  list(person: Person): Answer<unknown> {
    const conversations = [...this.all.values()].flatMap((pair) => {
      const me = mine(pair, person);
      const isSilent = me?.standing === "asked" && this.#server.room(pair.id).messages.length === 0;
      return me && !isSilent ? [this.#seen(pair, me)] : [];
    });
    return ok({ epoch: this.#server.epoch, conversations });
  }

  /** How it stands is told to whom it belongs. */
  tell(pair: Pair, member: Member): void {
    this.#news.tell(member.person, "private.changed", { conversation: this.#seen(pair, member) });
  }

  #make(person: Person, { owner, keyId }: ModelKey): Pair {
    const id = `${"c".repeat(11)}${this.all.size}`;
    const asked: Member = { person: owner, standing: "asked", keyId, rev: 1 };
    const asking: Member = { person, standing: "asking", rev: 1 };
    const pair: Pair = { id, createdAt: this.#server.now, isAccepted: false, members: [asking, asked] };
    this.all.set(id, pair);
    this.#server.rooms.set(id, { id, messages: [], seqOf: new Map() });
    return pair;
  }

  #accept(pair: Pair): void {
    pair.isAccepted = true;
    for (const member of pair.members) this.#stand(pair, member, "open");
  }

  #stand(pair: Pair, member: Member, standing: Standing): void {
    member.standing = standing;
    member.rev++;
    this.tell(pair, member);
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
}

/** Declined or blocked: nothing of it reaches this one. */
export function isShut({ standing }: Member): boolean {
  return standing === "declined" || standing === "blocked";
}

export function mine({ members }: Pair, { id }: Person): Member | undefined {
  return members.find(({ person }) => person.id === id);
}

function bothOf({ members: [one, two] }: Pair, { id }: Person): [Member, Member] {
  return one.person.id === id ? [one, two] : [two, one];
}
