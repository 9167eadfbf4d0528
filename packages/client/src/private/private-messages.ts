import type { ChannelId, KeyId, PersonId } from "@parlor/protocol";
import { backoff } from "../backoff.ts";
import { unavailable } from "../call.ts";
import type { ChannelFeed, FeedHost } from "../channel-feed.ts";
import { isPossible } from "../is-possible.ts";
import type { ParlorClient } from "../parlor-client.ts";
import { Cell, type Store } from "../store.ts";
import { clientPart } from "./client-part.ts";
import { judgeKey } from "./judge-key.ts";
import { makeKey, renewKey, type NewKey } from "./make-key.ts";
import { openOwnKeys } from "./own-keys.ts";
import { PrivateSession } from "./private-session.ts";
import type { Found, PrivateAnswer, PrivateKeyView, PrivateState, Read } from "./private-state.ts";
import type { PrivateStorage } from "./private-storage.ts";
import { PrivateViewer } from "./private-view.ts";
import { problem } from "./problem.ts";
import { recoveryWords } from "./recovery-words.ts";
import { recoverSession, restoreKeys } from "./restore.ts";
import { stretchHere, type Stretch } from "./stretch.ts";

export interface PrivateOptions {
  client: ParlorClient;
  /** `openPrivateStorage()` in browsers, `memoryPrivateStorage()` elsewhere. */
  storage: PrivateStorage;
  /** Argon2id (docs/security.md) off the page's thread. On this thread unless given. */
  stretch?: Stretch;
}

/** Private messages of one client: keys, conversations, and the sealing of what goes to them. */
export class PrivateMessages {
  readonly state: Store<PrivateState>;
  readonly #cell = new Cell<PrivateState>({ is: "loading" });
  readonly #options: Required<PrivateOptions>;
  readonly #viewer = new PrivateViewer(() => this.#show());
  readonly #inside: FeedHost;
  readonly #part = clientPart(
    () => this.#session,
    () => this.#inside.isLive(),
  );
  #session: PrivateSession | undefined;
  /** Whose it is; so that what was begun for somebody else ends without a trace. */
  #person: string | undefined;
  #cancelRetry = () => {};
  readonly #ends: (() => void)[] = [];

  constructor(options: PrivateOptions) {
    this.#options = { stretch: stretchHere, ...options };
    this.state = this.#cell;
    this.#inside = options.client.attach(this.#part);
  }

  /** Begins. From then on the state follows the server and the other tabs. Resolves once it is no longer `loading`. */
  async start(): Promise<void> {
    const { client } = this.#options;
    if (!isPossible()) return this.#cell.set({ is: "none", elsewhere: false, conversations: [] });
    const { session, connection, people } = client;
    this.#ends.push(
      session.state.subscribe(() => void this.#follow()),
      connection.state.subscribe(({ is }) => is !== "connected" && this.#session?.pause()),
      people.state.subscribe(() => this.#show()),
    );
    const begun = new Promise<void>((resolve) => {
      const end = this.#cell.subscribe(({ is }) => {
        if (is === "loading") return;
        end();
        resolve();
      });
    });
    await this.#follow();
    if (this.#cell.get().is === "loading") await begun;
  }

  /** Ends what it does for the client. */
  close(): void {
    for (const end of this.#ends.splice(0)) end();
    this.#leave();
  }

  /** What was typed, pasted or scanned, judged without the server; links `…/#k=…` are understood. */
  read(text: string): Read {
    return judgeKey(text);
  }

  async makeKey(wanted: NewKey): Promise<PrivateAnswer<PrivateKeyView>> {
    return this.#session ? makeKey(this.#session, wanted) : this.#absent();
  }

  /** A generated key in the place of one; conversations go on, and the old one ends in the same moment. */
  async renewKey(keyId: KeyId): Promise<PrivateAnswer<PrivateKeyView>> {
    return this.#session ? renewKey(this.#session, keyId, this.#inside.clock.now()) : this.#absent();
  }

  async revokeKey(keyId: KeyId): Promise<PrivateAnswer<object>> {
    return this.#session?.keys.revoke(keyId) ?? this.#absent();
  }

  async labelKey(keyId: KeyId, label: string): Promise<void> {
    await this.#session?.keys.label(keyId, label);
  }

  /** Whose private key this is. `rate_limited` says when to try again. */
  async find(text: string): Promise<PrivateAnswer<Found>> {
    return this.#session?.finder.find(text) ?? this.#absent();
  }

  /** Knocks, and makes one's own identity where there is none yet. What is written there can be sent at once. */
  async open(found: Found): Promise<PrivateAnswer<{ id: ChannelId }>> {
    const session = this.#session;
    if (!session) return this.#absent();
    const lacking = await session.keysProblem();
    if (lacking) return problem(lacking);
    const answer = await session.finder.open(found);
    if (!answer.ok) return answer;
    session.directory.changed(answer.value);
    return { ok: true, value: { id: answer.value.id } };
  }

  /** The feed of a conversation. Of a conversation, never ask the client itself for one. */
  feed(id: ChannelId): ChannelFeed {
    if (!this.#session) throw new Error("Private messages are not there yet: see `state`.");
    return this.#session.feed(id);
  }

  async answer(id: ChannelId, answer: "accept" | "decline" | "block" | "unblock"): Promise<PrivateAnswer<object>> {
    const answered = await this.#inside.call("private.answer", { channelId: id, answer });
    if (answered.ok) this.#session?.directory.changed(answered.value.conversation);
    return answered;
  }

  /** Pins the identity the peer shows now in the place of the one before. What waited goes out. */
  async trust(id: ChannelId): Promise<void> {
    await this.#session?.trust(id);
  }

  /**
   * Makes an identity, and with it a recovery phrase, for somebody who has no private key yet. After that the phrase brings their name
   * back: the server has what it knows the phrase by.
   */
  async prepareRecovery(): Promise<PrivateAnswer<object>> {
    const session = this.#session;
    if (!session) return this.#absent();
    const lacking = await session.keysProblem();
    if (lacking) return problem(lacking);
    if (!session.own.identity?.isLoginTold) await session.ring.sync();
    return session.own.identity?.isLoginTold ? { ok: true, value: {} } : unavailable("There is no connection.");
  }

  /** The twelve words, until the person says that they are saved; then they are nowhere any more. */
  recoveryWords(): Promise<readonly string[] | undefined> {
    const entropy = this.#session?.own.identity?.entropy;
    return Promise.resolve(entropy && recoveryWords(entropy));
  }

  async recoverySaved(): Promise<void> {
    await this.#session?.own.change(["identity/own"], (found) => {
      const { entropy, ...identity } = found("identity/own") ?? {};
      return entropy && "identity" in identity ? [["identity/own", identity]] : [];
    });
  }

  /** Brings keys and conversations to a browser that has the session but not the keys. */
  async restore(words: string): Promise<PrivateAnswer<object>> {
    const session = this.#session;
    if (!session) return this.#absent();
    const { call, clock } = this.#inside;
    const answer = await restoreKeys(call, session.own, words, clock.now());
    if (answer.ok) {
      session.sealer.forget();
      session.ring.isForeign = false;
      await session.tend();
    }
    return answer;
  }

  /** Opens the session of the person whose words these are, in a browser with nothing; `start` and `restore` follow. */
  static recover(client: ParlorClient, words: string): Promise<PrivateAnswer<object>> {
    return isPossible() ? recoverSession(client, words) : Promise.resolve(problem("impossible"));
  }

  /**
   * Gives up what this browser cannot open, and what it has, and begins with a new identity. Old private keys end first: nobody
   * could read what comes through one that went on, nor end it any more. Where they cannot be ended nothing is given up (SEAL-44).
   */
  async startOver(): Promise<PrivateAnswer<object>> {
    const session = this.#session;
    if (!session) return this.#absent();
    const ended = await session.keys.revokeAll();
    if (!ended.ok) return ended;
    await session.own.clear();
    session.sealer.forget();
    session.ring.isForeign = false;
    await session.beBorn();
    await session.tend();
    return { ok: true, value: {} };
  }

  /** Follows the session to its person, or to none. */
  async #follow(): Promise<void> {
    const person = this.#options.client.session.personId;
    if (person === this.#person) return this.#renamed();
    this.#leave();
    this.#person = person;
    if (person !== undefined) await this.#begin(person);
  }

  /** Where the storage fails there are no keys for now, which shows; it is tried again. */
  async #begin(person: PersonId, attempt = 0): Promise<void> {
    const { client, storage, stretch } = this.#options;
    const own = await openOwnKeys(storage, person, () => this.#show()).catch(() => undefined);
    if (this.#person !== person) return own?.drawer.close();
    if (!own) {
      const { clock, random } = this.#inside;
      const again = () => void this.#begin(person, attempt + 1);
      this.#cancelRetry = clock.after(backoff(attempt, random), again);
      return this.#cell.set({ is: "none", elsewhere: false, conversations: [] });
    }
    const session = new PrivateSession({
      inside: this.#inside,
      own,
      stretch,
      name: () => this.#name(),
      changed: () => this.#show(),
    });
    this.#session = session;
    const reload = () => own.load().then(() => session.retry());
    // What fails is read by the next change; until then what was read before is at hand.
    own.drawer.subscribe(() => void reload().catch(() => {}));
    this.#show();
    if (this.#inside.isLive()) session.live();
    await client.outbox.sealWith(this.#part);
  }

  /** Why there is no session to use. */
  #absent(): PrivateAnswer<never> {
    if (!isPossible()) return problem("impossible");
    return problem(this.#cell.get().is === "none" ? "no_storage" : "no_keys");
  }

  #renamed(): void {
    const isOld = [...(this.#session?.own.keys.values() ?? [])].some(
      ({ record }) => record && record.name !== this.#name(),
    );
    if (isOld && this.#inside.isLive()) void this.#session?.keys.refresh();
  }

  #name(): string {
    const state = this.#options.client.session.state.get();
    return state.is === "self" ? state.self.person.name : "";
  }

  #leave(): void {
    this.#cancelRetry();
    this.#session?.pause();
    this.#session?.own.drawer.close();
    this.#session = undefined;
    this.#person = undefined;
    this.#cell.set({ is: "loading" });
  }

  #show(): void {
    if (this.#session) this.#cell.set(this.#viewer.state(this.#session));
  }
}
