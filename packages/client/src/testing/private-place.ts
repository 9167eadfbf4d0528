import { sha256 } from "@noble/hashes/sha2.js";
import type { ParlorClient, ClientOptions } from "../parlor-client.ts";
import { fromBase64url, toBase64url } from "../private/base64url.ts";
import { memoryPrivateStorage } from "../private/memory-private-storage.ts";
import { PrivateMessages } from "../private/private-messages.ts";
import type { ConversationView, PrivateAnswer } from "../private/private-state.ts";
import type { PrivateStorage } from "../private/private-storage.ts";
import { cryptoAtRest } from "./crypto-rest.ts";
import type { HandNetwork } from "./hand-network.ts";
import { ModelPrivate } from "./model-private.ts";
import { makeBeside, makePlace, type Place } from "./place.ts";
import { settled } from "./settled.ts";

/** One person's client, with private messages. */
export interface Side {
  readonly client: ParlorClient;
  readonly network: HandNetwork;
  readonly messages: PrivateMessages;
  readonly storage: PrivateStorage;
}

/** A server where Ada and Bo have clients that know private messages. The options are Ada's. */
export interface PrivatePlace {
  readonly place: Place;
  readonly model: ModelPrivate;
  readonly ada: Side;
  readonly bo: Side;
  readonly sides: Side[];
}

export async function makePrivatePlace(options: ClientOptions = {}, storage?: PrivateStorage): Promise<PrivatePlace> {
  const place = makePlace(options);
  const model = new ModelPrivate(place.server, (lookup) =>
    toBase64url(sha256(fromBase64url(lookup) ?? new Uint8Array())),
  );
  const sides: Side[] = [];
  const world = { place, model, sides };
  const ada = await joined(world, withMessages(place.client, place.network, storage));
  const { client, network } = makeBeside(place, place.bo);
  const bo = await joined(world, withMessages(client, network));
  return { ...world, ada, bo };
}

/** Another tab, if it has the storage of one, or another device, of the person whose token it is. */
export function makeSide(
  world: Omit<PrivatePlace, "ada" | "bo">,
  token: string,
  storage?: PrivateStorage,
  options: ClientOptions = {},
): Promise<Side> {
  const { client, network } = makeBeside(world.place, token, options);
  return joined(world, withMessages(client, network, storage));
}

async function joined(world: Omit<PrivatePlace, "ada" | "bo">, side: Side): Promise<Side> {
  world.sides.push(side);
  side.client.start();
  const started = side.messages.start();
  await until(world, () => side.messages.state.get().is !== "loading");
  await started;
  return side;
}

function withMessages(client: ParlorClient, network: HandNetwork, storage = memoryPrivateStorage()): Side {
  // Stretching is the primitive's own test.
  const stretch = (phrase: Uint8Array, salt: Uint8Array) =>
    Promise.resolve(sha256(new Uint8Array([...phrase, ...salt])));
  return { client, network, storage, messages: new PrivateMessages({ client, storage, stretch }) };
}

/** Lets everything go on, on all networks, until it is so. Cryptography takes its time; the networks do not. */
export async function until(world: { sides: readonly Side[] }, isSo: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`it did not come to pass: ${isSo.toString()}`);
    for (const { network } of world.sides) await network.flush();
    await settled();
  }
}

/** Lets everything go on until this is done. */
export async function done<T>(world: { sides: readonly Side[] }, work: Promise<T>): Promise<T> {
  const state = { isDone: false };
  const watched = work.finally(() => (state.isDone = true));
  watched.catch(() => {});
  await until(world, () => state.isDone);
  return watched;
}

/** Lets everything go on until nothing does: what can be sealed, sent and opened by then is. */
export async function quiet(world: { sides: readonly Side[] }): Promise<void> {
  for (let moved = true; moved;) {
    await cryptoAtRest();
    moved = false;
    for (const { network } of world.sides) while ((await network.up()) || (await network.down())) moved = true;
  }
}

export function good<T>(answer: PrivateAnswer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}

export function conversations({ messages }: Side): readonly ConversationView[] {
  const state = messages.state.get();
  return state.is === "loading" ? [] : state.conversations;
}

/** Bo makes a key, Ada knocks with it and writes; both have the conversation open. */
export async function makeTalk(options: { accepted: boolean } & ClientOptions) {
  const { accepted, ...rest } = options;
  const world = await makePrivatePlace(rest);
  const { ada, bo } = world;
  const key = good(await done(world, bo.messages.makeKey({ label: "for Ada" })));
  const found = good(await done(world, ada.messages.find(key.code)));
  const { id } = good(await done(world, ada.messages.open(found)));
  ada.messages.feed(id).open();
  ada.messages.feed(id).send("hello");
  await until(world, () => world.place.server.room(id).messages.length === 1 && conversations(bo).length === 1);
  bo.messages.feed(id).open();
  await until(world, () => lines(bo, id).length === 1);
  if (accepted) {
    good(await done(world, bo.messages.answer(id, "accept")));
    await until(world, () => conversations(ada)[0]?.standing === "open");
  }
  return { ...world, id, key };
}

/** What somebody sees of a conversation, each line with its trouble. */
export function lines({ messages }: Side, id: string): string[] {
  return messages
    .feed(id)
    .state.get()
    .rows.map((row) => {
      if (row.is === "message")
        return row.message.trouble ? `${row.message.text} [${row.message.trouble}]` : row.message.text;
      return row.is === "outgoing" ? `${row.outgoing.draft.text} (${row.outgoing.state})` : "…";
    });
}
