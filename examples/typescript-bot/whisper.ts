// Private messages with Parlor's own client: writes to the owner of this private key, and prints what they answer.
//
//   PARLOR_URL=http://localhost:3000 node whisper.ts 1PGD-SN6E-29XB-4MKK-7KNR-CYFM-1XF9 "Is the kettle on?"
//
// Its keys live as long as the program does. One that stays would keep its recovery words, or bring a storage of its own.
import { setTimeout as wait } from "node:timers/promises";
import { ParlorClient } from "@parlor/client";
import { memoryPrivateStorage, type PrivateAnswer, PrivateMessages } from "@parlor/client/private";

const { PARLOR_URL = "http://localhost:3000", BOT_NAME = "Whisper" } = process.env;
const [, , key = "", ...texts] = process.argv;

/** The value of a call; made again while the server is away. */
async function value<T>(call: () => Promise<PrivateAnswer<T>>): Promise<T> {
  for (;;) {
    const answer = await call();
    if (answer.ok) return answer.value;
    if (answer.error.code !== "unavailable") throw new Error(answer.error.message);
    await wait(1_000);
  }
}

const client = new ParlorClient({ url: PARLOR_URL });
client.start();
await value(() => client.session.start(BOT_NAME));
const messages = new PrivateMessages({ client, storage: memoryPrivateStorage() });
await messages.start();

// Finding opens the key's record, which says whose it is; opening knocks. Both can be refused, with the reason.
const found = await value(() => messages.find(key));
console.log(`Writing to ${found.name}, fingerprint ${found.fingerprint}`);
const { id } = await value(() => messages.open(found));

const feed = messages.feed(id);
const shown = new Set<number>();
feed.state.subscribe(({ rows }) => {
  for (const row of rows) {
    if (row.is !== "message" || row.mine || shown.has(row.message.seq)) continue;
    shown.add(row.message.seq);
    console.log(row.message.trouble ?? row.message.text);
  }
});
feed.open();
for (const text of texts) feed.send(text);

process.once("SIGTERM", () => void client.close());
