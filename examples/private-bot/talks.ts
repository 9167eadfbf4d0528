import { randomUUID } from "node:crypto";
import { fromBase64url } from "./bytes.ts";
import { continues } from "./chain.ts";
import { type Kept, newestPrekey, openerOf, type Talk } from "./kept.ts";
import { type Opened, openEnvelope } from "./open-envelope.ts";
import { type Conversation, type Message, type Page, type Place, Refused } from "./place.ts";
import { sealEnvelope } from "./seal-envelope.ts";

export interface TalksHost {
  place: Place;
  kept: Kept;
  /** Writes `kept` to disk. */
  save(): void;
  myId: string;
  /** What the bot says to this; undefined: nothing. */
  answer(text: string): string | undefined;
}

/** Accepts everyone who knocks, and hears and answers everything said there that was not heard before. */
export async function attend(host: TalksHost, conversation: Conversation): Promise<void> {
  const { place, kept, save } = host;
  const channelId = conversation.id;
  if (conversation.standing === "asked") await place.ask("private.answer", { channelId, answer: "accept" });
  const talk = (kept.talks[channelId] ??= { epoch: "", seq: 0, heard: {}, said: { n: 0, hash: "" } });
  await send(host, channelId, talk);
  for (;;) {
    const page = await place.ask<Page>("message.page", { channelId, after: talk.seq });
    if (page.epoch !== talk.epoch) {
      // Another log: the place came back from a backup. Read it from its beginning; what was heard before is known by its chain.
      const isFirst = talk.seq === 0;
      Object.assign(talk, { epoch: page.epoch, seq: 0 });
      if (!isFirst) continue;
    }
    for (const message of page.messages) {
      hear(host, conversation, talk, message);
      talk.seq = message.seq;
      // What was heard and what is said to it: on disk together, before it is sent. So nothing is answered twice or not at all.
      save();
      await send(host, channelId, talk);
    }
    if (talk.seq >= page.head) return;
  }
}

function hear(host: TalksHost, { id, peer }: Conversation, talk: Talk, message: Message): void {
  if (message.by === host.myId) return;
  try {
    const place = { conversationId: id, clientId: message.clientId };
    const pinned = talk.peer && fromBase64url(talk.peer.signing, 32);
    const opened = openEnvelope(message.text, place, openerOf(host.kept), pinned);
    const { body, hash } = opened;
    meet(talk, opened);
    const how = continues(talk.heard[body.d], opened);
    if (how === "old") throw new Error("heard before, or out of order");
    if (how === "gap") console.error(`Before ${peer.name}'s message ${message.seq} something is missing.`);
    talk.heard[body.d] = { n: body.n, hash };
    const answer = host.answer(body.t);
    if (answer !== undefined) say(host.kept, id, talk, answer);
  } catch (error) {
    console.error(`${peer.name}'s message ${message.seq} is left alone: ${String(error)}`);
  }
}

/** Pins the identity that knocked first, and refuses every other one; a person would be asked whether to trust the new one. */
function meet(talk: Talk, { body: { c, p } }: Opened): void {
  if (c) talk.peer ??= { signing: c.s, receiving: c.k, prekey: p };
  if (!talk.peer || (c && (c.s !== talk.peer.signing || c.k !== talk.peer.receiving))) {
    throw new Error("this is not who knocked first");
  }
  if (p.seq > talk.peer.prekey.seq) talk.peer.prekey = p;
}

function say(kept: Kept, conversationId: string, talk: Talk, text: string): void {
  if (!talk.peer) return;
  const { signing, prekey } = talk.peer;
  const target = {
    signing: fromBase64url(signing, 32),
    prekey: { seq: prekey.seq, key: fromBase64url(prekey.key, 32) },
  };
  const clientId = randomUUID();
  const { n, hash } = talk.said;
  const body = { t: text, d: kept.device, n: n + 1, h: hash, p: newestPrekey(kept, Date.now()) };
  talk.waiting = { clientId, ...sealEnvelope({ conversationId, clientId }, openerOf(kept).me, target, body) };
}

/** Sends what waits, until it is stored. One at a time, so a message that is refused for good leaves no hole in the chain. */
async function send({ place, save }: TalksHost, channelId: string, talk: Talk): Promise<void> {
  const { waiting } = talk;
  if (!waiting) return;
  try {
    await place.ask("message.send", { channelId, clientId: waiting.clientId, text: waiting.text });
    talk.said = { n: talk.said.n + 1, hash: waiting.hash };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    console.error(String(error));
  }
  delete talk.waiting;
  save();
}
