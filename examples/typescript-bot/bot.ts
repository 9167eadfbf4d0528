// A bot on Parlor's own client: it tells the time to everyone who writes "!time", and repeats what follows "!echo".
// Reconnecting, catching up and resending are the client's work.
//
//   PARLOR_URL=http://localhost:3000 CHANNEL=general node bot.ts
import { ParlorClient } from "@parlor/client";

const { PARLOR_URL = "http://localhost:3000", CHANNEL = "general", BOT_NAME = "Clockwork", PARLOR_TOKEN } = process.env;

const client = new ParlorClient({ url: PARLOR_URL, ...(PARLOR_TOKEN && { token: PARLOR_TOKEN }) });
client.start();

// The first time it takes a name; the token it gets then is its key to that name.
if (!PARLOR_TOKEN) {
  const answer = await client.session.start(BOT_NAME);
  if (!answer.ok) throw new Error(`${answer.error.message} ${answer.error.suggestion ?? ""}`);
  console.error(`Next time: PARLOR_TOKEN=${answer.value.token}`);
}

const channel = await new Promise<{ id: string }>((resolve) => {
  const look = (): void => {
    const found = client.channels.state.get().channels.find(({ name }) => name === CHANNEL);
    if (found) resolve(found);
  };
  client.channels.state.subscribe(look);
  look();
});

const feed = client.feed(channel.id);
let answered: number | undefined;
feed.state.subscribe(({ status, rows }) => {
  if (status !== "ready") return;
  const messages = rows.flatMap((row) => (row.is === "message" ? [row] : []));
  const last = messages.at(-1)?.message.seq ?? 0;
  const since = answered;
  answered = last;
  // What was said before the bot came is none of its business.
  if (since === undefined) return console.log(`Listening in #${CHANNEL}`);
  for (const { message, mine } of messages) if (message.seq > since && !mine) hear(message.text);
});
feed.open();

function hear(text: string): void {
  if (text === "!time") feed.send(`It is ${new Date().toISOString()}`);
  const [, words] = /^!echo (.+)/s.exec(text) ?? [];
  if (words !== undefined) feed.send(words);
}

process.once("SIGTERM", () => void client.close());
