import type { ChannelId, KeyId, Milliseconds } from "@parlor/protocol";
import type { ChannelFeed } from "../channel-feed.ts";
import type { ParlorClient } from "../parlor-client.ts";
import { Cell, type Store } from "../store.ts";
import type { Found, PrivateAnswer, PrivateKeyView, PrivateState, Read } from "./private-state.ts";
import type { PrivateStorage } from "./private-storage.ts";

export interface PrivateOptions {
  client: ParlorClient;
  /** `openPrivateStorage()` in browsers, `memoryPrivateStorage()` elsewhere. */
  storage: PrivateStorage;
  /** Argon2id (docs/security.md) off the page's thread. On this thread unless given. */
  stretch?: (phrase: Uint8Array, salt: Uint8Array) => Promise<Uint8Array>;
}

export interface NewKey {
  label: string;
  /** One of the person's own choosing; generated when left out. */
  phrase?: string;
  expiresAt?: Milliseconds;
  uses?: number;
}

/** Private messages of one client: keys, conversations, and the sealing of what goes to them. */
export class PrivateMessages {
  readonly state: Store<PrivateState>;
  readonly #cell = new Cell<PrivateState>({ is: "loading" });

  constructor(_options: PrivateOptions) {
    this.state = this.#cell;
  }

  /** Begins. From then on the state follows the server and the other tabs. Resolves once it is no longer `loading`. */
  start(): Promise<void> {
    return Promise.resolve();
  }

  /** Ends what it does for the client. */
  close(): void {}

  /** What was typed, pasted or scanned, judged without the server; links `…/#k=…` are understood. */
  read(_text: string): Read {
    throw new Error("to come");
  }

  makeKey(_options: NewKey): Promise<PrivateAnswer<PrivateKeyView>> {
    throw new Error("to come");
  }

  /** A new key in the place of one; conversations go on, and the old one ends in the same moment. */
  renewKey(_keyId: KeyId): Promise<PrivateAnswer<PrivateKeyView>> {
    throw new Error("to come");
  }

  revokeKey(_keyId: KeyId): Promise<PrivateAnswer<object>> {
    throw new Error("to come");
  }

  labelKey(_keyId: KeyId, _label: string): Promise<void> {
    throw new Error("to come");
  }

  find(_text: string): Promise<PrivateAnswer<Found>> {
    throw new Error("to come");
  }

  open(_found: Found): Promise<PrivateAnswer<{ id: ChannelId }>> {
    throw new Error("to come");
  }

  feed(_id: ChannelId): ChannelFeed {
    throw new Error("to come");
  }

  answer(_id: ChannelId, _answer: "accept" | "decline" | "block" | "unblock"): Promise<PrivateAnswer<object>> {
    throw new Error("to come");
  }

  /** Pins the identity the peer shows now in the place of the one before. What waited goes out. */
  trust(_id: ChannelId): Promise<void> {
    throw new Error("to come");
  }

  /** The twelve words, until the person says that they are saved; then they are nowhere any more. */
  recoveryWords(): Promise<readonly string[] | undefined> {
    throw new Error("to come");
  }

  recoverySaved(): Promise<void> {
    throw new Error("to come");
  }

  /** Brings keys and conversations to a browser that has the session but not the keys. */
  restore(_words: string): Promise<PrivateAnswer<object>> {
    throw new Error("to come");
  }

  /** Opens the session of the person whose words these are, in a browser with nothing; `restore` follows. */
  static recover(_client: ParlorClient, _words: string): Promise<PrivateAnswer<object>> {
    throw new Error("to come");
  }

  /** Gives up what this browser cannot open, and what it has, and begins with a new identity. */
  startAnew(): Promise<void> {
    throw new Error("to come");
  }
}
