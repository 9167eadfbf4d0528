import type { Archival } from "@parlor/client";
import type { ChannelId } from "@parlor/protocol";
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Desk } from "./desk.ts";
import { accessOf } from "./private-desk.ts";
import { conversationsOf } from "../private/conversation-order.ts";
import { keep, keptKeys, recall } from "../ui/kept.ts";
import { laterStrings } from "../ui/later-strings.ts";
import type { NoticeAction } from "../ui/notice.tsx";
import { signalOf } from "../ui/store-signal.ts";
import { roomSigns, type UnsentText, unsentTexts } from "../unsent/unsent-texts.ts";

const prefix = "room.";

/** Whether the list of unsent texts is open. */
export const isUnsentOpen = signal(false);

/**
 * The texts of rooms that are gone, followed as long as the desk is there. Nothing here deletes one: that is for the person.
 * While a room is known its name is kept beside its text, because afterwards nobody may be able to tell it (a restored backup).
 */
export class Unsent {
  readonly texts: ReadonlySignal<readonly UnsentText[]>;
  /** What the server said about those channels. */
  readonly archivals = signal<ReadonlyMap<ChannelId, Archival | undefined>>(new Map());
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
    const { client, drafts } = desk;
    const outgoing = computed(() => signalOf(client.outbox.state).value);
    const list = computed(() => signalOf(client.channels.state).value);
    this.texts = computed(() => {
      if (list.value.status !== "ready") return [];
      // Another tab, which did not hear of it yet, may still write there.
      void drafts.followed.value;
      return unsentTexts({
        outgoing: outgoing.value,
        drafts: new Map(Array.from(drafts.channels.value, (id) => [id, drafts.get(id)])),
        channels: new Set(list.value.channels.map(({ id }) => id)),
        conversations: conversationIds(desk),
        isSealed: (id) => drafts.isPrivate(id),
        nameOf: (id) => recall(prefix + id),
      });
    });
    const ends = [
      effect(() =>
        this.#keepNames(new Set([...drafts.channels.value, ...outgoing.value.map(({ draft }) => draft.channelId)])),
      ),
      effect(() => {
        if (signalOf(client.connection.state).value.is === "connected") void this.#ask(this.texts.value);
      }),
    ];
    desk.holds(
      () => {
        for (const end of ends) end();
      },
      async () => undefined,
    );
  }

  /** What the room was called, without its sign; undefined when nobody can tell. */
  nameOf(id: ChannelId): string | undefined {
    return this.archivals.value.get(id)?.name ?? recall(prefix + id)?.slice(1);
  }

  #keepNames(ids: ReadonlySet<ChannelId>): void {
    for (const { id, name } of signalOf(this.#desk.client.channels.state).value.channels)
      if (ids.has(id)) keep(prefix + id, roomSigns.channel + name);
    for (const { id, peer } of this.#desk.conversations.value)
      if (ids.has(id)) keep(prefix + id, roomSigns.conversation + peer.name);
    for (const key of keptKeys(prefix)) if (!ids.has(key.slice(prefix.length))) keep(key, undefined);
  }

  async #ask(texts: readonly UnsentText[]): Promise<void> {
    const known = this.archivals.peek();
    const asked = new Set(texts.flatMap(({ roomId, isPrivate }) => (isPrivate || known.has(roomId) ? [] : [roomId])));
    if (asked.size === 0) return;
    for (const id of asked) {
      const archival = await this.#desk.client.channels.archivalOf(id);
      this.archivals.value = new Map(this.archivals.peek()).set(id, archival);
    }
  }
}

/** The conversations one can write in; undefined while that is not known. */
function conversationIds(desk: Desk): ReadonlySet<ChannelId> | undefined {
  const state = accessOf(desk).state.value;
  const isKnown =
    state.is === "none" ||
    state.is === "asleep" ||
    state.is === "impossible" ||
    (state.is === "ready" && state.isListed);
  return isKnown ? new Set(conversationsOf(state).map(({ id }) => id)) : undefined;
}

const known = new WeakMap<Desk, Unsent>();

/** The unsent texts of this desk, the same for every part of the page. */
export function unsentOf(desk: Desk): Unsent {
  const unsent = known.get(desk) ?? new Unsent(desk);
  known.set(desk, unsent);
  return unsent;
}

/** What a notice about a room that is gone offers, when this person wrote something there. */
export function unsentAction(desk: Desk, roomId: ChannelId): NoticeAction | undefined {
  const texts = unsentOf(desk).texts.peek();
  if (!texts.some((text) => text.roomId === roomId)) return undefined;
  return { label: laterStrings.unsent.show, run: () => void (isUnsentOpen.value = true) };
}
