import { ParlorClient, type Store } from "@parlor/client";
import {
  memoryPrivateStorage,
  type PrivateAnswer,
  PrivateMessages,
  type PrivateState,
  type PrivateStorage,
} from "@parlor/client/private";
import type { ChannelId, Milliseconds, Standing } from "@parlor/protocol";
import { waitUntil } from "../rig/wait-until.ts";
import type { PairPlan, PersonPlan } from "./orders.ts";

/** A few seconds is long for it on a busy machine; a client that waits longer waits for nothing. */
const MEET_WITHIN_MS: Milliseconds = 20_000;

/** Two people who can write to each other, and the keys that each one's device keeps from here on. */
export interface Pair {
  readonly conversationId: ChannelId;
  /** In the order of the plan: who has the private key, and who knocked with it. */
  readonly keys: readonly [PrivateStorage, PrivateStorage];
}

/** One makes a private key, the other finds it, knocks and says a first word, and is let in. */
export async function introduce([owner, knocker]: PairPlan): Promise<Pair> {
  const [bo, ada] = await Promise.all([arrived(owner), arrived(knocker)]);
  const { code } = value(await bo.messages.makeKey({ label: "for a fault" }));
  const { id } = value(await ada.messages.open(value(await ada.messages.find(code))));
  ada.messages.feed(id).send("May I?");
  await once("knock", bo.messages.state, standsAs(id, "asked"));
  value(await bo.messages.answer(id, "accept"));
  await once("yes", ada.messages.state, standsAs(id, "open"));
  await once("answer to the first word", ada.client.outbox.state, ({ length }) => length === 0);
  for (const { client, messages } of [bo, ada]) {
    messages.close();
    await client.close();
  }
  return { conversationId: id, keys: [bo.keys, ada.keys] };
}

async function arrived({ url, token }: PersonPlan) {
  const keys = memoryPrivateStorage();
  const client = new ParlorClient({ url, token });
  const messages = new PrivateMessages({ client, storage: keys });
  client.start();
  void messages.start();
  await once("arrival", messages.state, ({ is }) => is !== "loading");
  return { client, messages, keys };
}

function value<T>(answer: PrivateAnswer<T>): T {
  if (!answer.ok) throw new Error(`two people could not meet: ${answer.error.code}`);
  return answer.value;
}

function standsAs(id: ChannelId, standing: Standing) {
  return (state: PrivateState): boolean =>
    state.is === "ready" && state.conversations.some((each) => each.id === id && each.standing === standing);
}

async function once<T>(what: string, store: Store<T>, fits: (state: T) => boolean): Promise<void> {
  await waitUntil(`two people's meeting, the ${what}`, MEET_WITHIN_MS, () =>
    fits(store.get()) ? undefined : "it did not come",
  );
}
