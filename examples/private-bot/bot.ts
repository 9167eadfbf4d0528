// A bot for private messages, on socket.io-client and node:crypto alone: docs/protocol.md and docs/security.md are all it knows.
// It makes itself a private key, and tells the time to everyone who writes "!time" to it, and repeats what follows "!echo".
//
//   npm install socket.io-client
//   PARLOR_URL=http://localhost:3000 KEYS=private-bot.json node bot.ts
//
// The file KEYS is the bot: anyone who has it can pass for it and read all that was written to it.
import { keep, newestPrekey, openerOf, readKept } from "./kept.ts";
import { type Conversation, Place, Refused } from "./place.ts";
import { sealRecord } from "./record.ts";
import { attend, type TalksHost } from "./talks.ts";

const { PARLOR_URL = "http://localhost:3000", BOT_NAME = "Sundial", KEYS = "private-bot.json" } = process.env;

const kept = readKept(KEYS);
const save = () => keep(KEYS, kept);
const place = new Place(PARLOR_URL, () => kept.token);

function answer(text: string): string | undefined {
  if (text === "!time") return `It is ${new Date().toISOString()}`;
  return /^!echo (.*\S.*)/s.exec(text)?.[1];
}

/** Takes a name the first time, and tells who the bot is. */
async function arrive(): Promise<{ id: string; name: string }> {
  if (kept.token === undefined) {
    const { token } = await place.ask<{ token: string }>("session.start", { displayName: BOT_NAME, keep: "token" });
    kept.token = token;
    save();
  }
  return (await place.ask<{ person: { id: string; name: string } }>("session.current", {})).person;
}

/** Lays a fresh record down for the private key: the first time with the key itself. */
async function publish(name: string): Promise<void> {
  const prekey = newestPrekey(kept, Date.now());
  const issuedAt = Date.now();
  kept.recordSeq = Math.max(issuedAt, kept.recordSeq + 1);
  save(); // Before anybody sees the prekey: what is sealed to it has to open after a crash too.
  const { me, key } = openerOf(kept);
  const record = sealRecord(key, me.signing, { name, prekey, seq: kept.recordSeq, issuedAt });
  try {
    await place.ask("private.refresh", { keyId: kept.keyId, record });
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== "key_not_found") throw error;
    await place.ask("private.create", { keyId: kept.keyId, lookupHash: key.lookupHash, record });
  }
}

// One thing after the other: what a conversation remembers is never changed from two sides at once.
let queue = Promise.resolve();
function soon(work: () => Promise<void>): void {
  queue = queue.then(work).catch((error: unknown) => console.error(String(error)));
}

let host: TalksHost | undefined;
const conversations = new Map<string, Conversation>();

async function look(conversation: Conversation | undefined): Promise<void> {
  if (!conversation) return;
  conversations.set(conversation.id, conversation);
  if (host) await attend(host, conversation);
}

async function lookAtAll(): Promise<void> {
  if (!host) return;
  const list = await place.ask<{ conversations: Conversation[] }>("private.list", {});
  for (const each of list.conversations) await look(each);
}

soon(async () => {
  const me = await arrive().catch((error: unknown) => {
    console.error(String(error));
    process.exit(1);
  });
  await publish(me.name);
  host = { place, kept, save, myId: me.id, answer };
  console.log(`Listening. My private key: ${openerOf(kept).key.code}`);
  setInterval(() => soon(() => publish(me.name)), 24 * 60 * 60_000).unref();
});

// Each connection begins with `hello`: it may have missed anything, so it looks at everything. Then it is told of each
// knock and of each message.
place.socket.on("hello", () => soon(lookAtAll));
place.socket.on("private.changed", (event: { conversation: Conversation }) => soon(() => look(event.conversation)));
place.socket.on("private.pulse", (event: { channelId: string }) =>
  soon(() => look(conversations.get(event.channelId))),
);
process.once("SIGTERM", () => process.exit(0));
