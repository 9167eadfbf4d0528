import type { ChannelId, KeyId } from "@parlor/protocol";
import type { ChannelFeed } from "../channel-feed.ts";
import { isPossible } from "../is-possible.ts";
import type { ParlorClient } from "../parlor-client.ts";
import type { Store } from "../store.ts";
import { judgeKey } from "./judge-key.ts";
import { makeKey, renewKey, type NewKey } from "./make-key.ts";
import { openConversation } from "./open-conversation.ts";
import type { Found, PrivateAnswer, PrivateKeyView, PrivateState, Read } from "./private-state.ts";
import type { PrivateStorage } from "./private-storage.ts";
import { problem } from "./problem.ts";
import { forgetWords, prepareRecovery, unsavedWords } from "./recovery-phrase.ts";
import { recoverSession, restoreKeys } from "./restore.ts";
import { SessionFollower } from "./session-follower.ts";
import { startOver } from "./start-over.ts";
import { stretchHere, type Stretch } from "./stretch.ts";

export interface PrivateOptions {
  client: ParlorClient;
  /** `openPrivateStorage()` in browsers, `memoryPrivateStorage()` elsewhere. */
  storage: PrivateStorage;
  /** Argon2id (docs/security.md) off the page's thread. On this thread unless given. */
  stretch?: Stretch;
}

/** Private messages of one client: keys, conversations, and the sealing of what is sent to them. */
export class PrivateMessages {
  readonly state: Store<PrivateState>;
  readonly #follower: SessionFollower;

  constructor(options: PrivateOptions) {
    this.#follower = new SessionFollower({ stretch: stretchHere, ...options });
    this.state = this.#follower.state;
  }

  /** Starts to follow the server and the other tabs. Resolves once the state is no longer `loading`. */
  start(): Promise<void> {
    return this.#follower.start();
  }

  /** Stops following. */
  close(): void {
    this.#follower.close();
  }

  /** Judges what was typed, pasted or scanned without asking the server; links `…/#k=…` are understood. */
  read(text: string): Read {
    return judgeKey(text);
  }

  makeKey(wanted: NewKey): Promise<PrivateAnswer<PrivateKeyView>> {
    return this.#follower.use((session) => makeKey(session, wanted));
  }

  /** Makes a generated key that replaces another; conversations go on, and the old key stops working in the same moment. */
  renewKey(keyId: KeyId): Promise<PrivateAnswer<PrivateKeyView>> {
    return this.#follower.use((session) => renewKey(session, keyId, this.#follower.inside.clock.now()));
  }

  revokeKey(keyId: KeyId): Promise<PrivateAnswer<object>> {
    return this.#follower.use(({ keys }) => keys.revoke(keyId));
  }

  async labelKey(keyId: KeyId, label: string): Promise<void> {
    await this.#follower.session?.keys.label(keyId, label);
  }

  /** Finds the owner of a private key. The error `rate_limited` says when to try again. */
  find(text: string): Promise<PrivateAnswer<Found>> {
    return this.#follower.use(({ finder }) => finder.find(text));
  }

  /** Opens a conversation with the owner of the key. The first message can be sent at once, and is the request. */
  open(found: Found): Promise<PrivateAnswer<{ id: ChannelId }>> {
    return this.#follower.use((session) => openConversation(session, found));
  }

  /** The feed of a conversation. Never ask the client itself for this one: what it sends would not be sealed. */
  feed(id: ChannelId): ChannelFeed {
    const { session } = this.#follower;
    if (!session) throw new Error("Private messages are not there yet: see `state`.");
    return session.feed(id);
  }

  async answer(id: ChannelId, answer: "accept" | "decline" | "block" | "unblock"): Promise<PrivateAnswer<object>> {
    const answered = await this.#follower.inside.call("private.answer", { channelId: id, answer });
    if (answered.ok) this.#follower.session?.directory.changed(answered.value.conversation);
    return answered;
  }

  /** Pins the identity that the peer shows now instead of the earlier one, and sends what waited for it. */
  async trust(id: ChannelId): Promise<void> {
    await this.#follower.session?.trust(id);
  }

  /** Makes a recovery phrase for a person without a private key. From then on the phrase brings their name back. */
  prepareRecovery(): Promise<PrivateAnswer<object>> {
    return this.#follower.use(prepareRecovery);
  }

  /** The twelve words, until `recoverySaved` deletes them. */
  recoveryWords(): Promise<readonly string[] | undefined> {
    const { session } = this.#follower;
    return Promise.resolve(session && unsavedWords(session));
  }

  /** The person says that the words are saved. */
  async recoverySaved(): Promise<void> {
    const { session } = this.#follower;
    if (session) await forgetWords(session);
  }

  /** Brings keys and conversations to a browser that has the session but not the keys. */
  restore(words: string): Promise<PrivateAnswer<object>> {
    return this.#follower.use((session) => restoreKeys(session, this.#follower.inside, words));
  }

  /** Opens the session of the person whose words these are, in a browser with nothing; `start` and `restore` follow. */
  static recover(client: ParlorClient, words: string): Promise<PrivateAnswer<object>> {
    return isPossible() ? recoverSession(client, words) : Promise.resolve(problem("impossible"));
  }

  /** Gives up what this browser cannot open, and the keys it has, and makes a new identity. */
  startOver(): Promise<PrivateAnswer<object>> {
    return this.#follower.use(startOver);
  }
}
