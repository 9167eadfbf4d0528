import { isPossible, type ParlorClient } from "@parlor/client";
import type { PrivateMessages, PrivateState } from "@parlor/client/private";
import type { PersonId } from "@parlor/protocol";
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { basePath } from "../ui/base-path.ts";
import { keep, recall } from "../ui/kept.ts";
import { loadPart } from "../ui/outdated.ts";
import { signalOf } from "../ui/store-signal.ts";
import { stretchInWorker } from "./stretch-in-worker.ts";

/** What there is of private messages on this page. */
export type AccessState =
  /** No Web Crypto here: plain http. */
  | { is: "impossible" }
  /** Nothing was ever set up, so nothing of it is loaded. */
  | { is: "asleep" }
  /** The code or this browser's storage could not be had. */
  | { is: "failed" }
  | PrivateState;

/** The kept name of the person who has private messages in this browser. */
const mark = "private";

/** The words that a session was recovered with, for the moment in which that session's keys are brought here too. */
let wordsInHand: string | undefined;

/**
 * The way to private messages. What makes and opens them is loaded when it is first asked for, or when this person has
 * something of it: who never uses it never loads it.
 */
export class PrivateAccess {
  readonly state: ReadonlySignal<AccessState>;
  readonly #state = signal<AccessState>({ is: "loading" });
  readonly client: ParlorClient;
  readonly #person: PersonId;
  readonly #endings: (() => void)[] = [];
  #waking: Promise<PrivateMessages> | undefined;
  #hasLooked = false;
  /** Called when keys and conversations were brought to this browser: what was there before counts as read. */
  onRestored: () => void = () => undefined;

  constructor(client: ParlorClient, person: PersonId) {
    this.state = this.#state;
    this.client = client;
    this.#person = person;
    if (!isPossible()) this.#state.value = { is: "impossible" };
    else if (recall(mark) === person || wordsInHand !== undefined) this.#wakeUnasked();
    else
      this.#endings.push(
        effect(() => {
          if (signalOf(client.connection.state).value.is === "connected") void this.#look();
        }),
      );
  }

  /** Loads what makes and opens private messages. Rejects when it cannot be had. */
  wake(): Promise<PrivateMessages> {
    return (this.#waking ??= this.#load());
  }

  /** Tries again after a failure. */
  retry(): void {
    this.#state.value = { is: "loading" };
    this.#wakeUnasked();
  }

  close(): void {
    for (const end of this.#endings.splice(0)) end();
    void this.#waking?.then((ways) => ways.close()).catch(() => undefined);
  }

  /** Throws away the keys of this person that this browser has. What the server keeps stays there. */
  async forget(): Promise<void> {
    if (this.#state.peek().is === "impossible" || (!this.#waking && recall(mark) !== this.#person)) return;
    const { forgetPrivateStorage } = await loadPart(() => import("@parlor/client/private"));
    const { forgetAtRest } = await loadPart(() => import("@parlor/client/at-rest"));
    await Promise.all([forgetPrivateStorage(this.#person), forgetAtRest(basePath)]);
  }

  #wakeUnasked(): void {
    void this.wake().catch(() => undefined);
  }

  /** Asks the server whether this person has anything private, in another browser perhaps. */
  async #look(): Promise<void> {
    if (this.#hasLooked || this.#waking) return;
    this.#hasLooked = true;
    const [list, ring] = await Promise.all([
      this.client.call("private.list", {}),
      this.client.call("keyring.read", {}),
    ]);
    if (this.#waking) return;
    if (!list.ok || !ring.ok) this.#hasLooked = false;
    else if (list.value.conversations.length > 0 || ring.value.items.length > 0) return this.#wakeUnasked();
    this.#state.value = { is: "asleep" };
  }

  async #load(): Promise<PrivateMessages> {
    let ways: PrivateMessages | undefined;
    try {
      const { PrivateMessages, openPrivateStorage } = await loadPart(() => import("@parlor/client/private"));
      const loaded = (ways = new PrivateMessages({
        client: this.client,
        storage: openPrivateStorage(),
        stretch: stretchInWorker,
      }));
      await loaded.start();
      this.#endings.push(effect(() => this.#show(signalOf(loaded.state).value)));
      const words = wordsInHand;
      wordsInHand = undefined;
      if (words !== undefined && (await loaded.restore(words)).ok) this.onRestored();
      return loaded;
    } catch (error) {
      // It would go on beside the one that a further try makes.
      ways?.close();
      this.#waking = undefined;
      this.#state.value = { is: "failed" };
      throw error;
    }
  }

  #show(state: PrivateState): void {
    this.#state.value = state;
    const isOurs = state.is === "ready" || (state.is === "none" && state.elsewhere);
    if (isOurs) keep(mark, this.#person);
  }
}

/** Opens the session that these words belong to, in a browser with nothing; its keys follow with the next `PrivateAccess`. */
export async function recoverSession(client: ParlorClient, words: string): ReturnType<PrivateMessages["restore"]> {
  const { PrivateMessages } = await loadPart(() => import("@parlor/client/private"));
  wordsInHand = words;
  const before = recall(mark);
  keep(mark, before ?? "");
  const answer = await PrivateMessages.recover(client, words);
  if (!answer.ok) {
    wordsInHand = undefined;
    keep(mark, before);
  }
  return answer;
}
