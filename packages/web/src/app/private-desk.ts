import type { ConversationView } from "@parlor/client/private";
import type { ChannelId } from "@parlor/protocol";
import { effect } from "@preact/signals";
import { PrivateAccess } from "../private/private-access.ts";
import { conversationsOf } from "../private/conversation-order.ts";
import { notify } from "../ui/notice.tsx";
import { signalOf } from "../ui/store-signal.ts";
import type { Desk } from "./desk.ts";
import "../ui/private-tokens.css";
import { laterStrings } from "../ui/later-strings.ts";

const known = new WeakMap<Desk, PrivateAccess>();

/** The private messages of the person who is signed in: the same object for every part of the page. */
export function accessOf(desk: Desk): PrivateAccess {
  const existing = known.get(desk);
  if (existing) return existing;
  const access = new PrivateAccess(desk.client, desk.self);
  known.set(desk, access);
  const shown = (): readonly ConversationView[] => conversationsOf(access.state.value);
  access.onRestored = () => {
    for (const { id, head } of conversationsOf(access.state.peek())) desk.marks.read(id, head);
    notify(laterStrings.conversations.restored);
  };
  const ends = [
    effect(() => {
      desk.conversations.value = shown();
    }),
    effect(() => {
      const state = access.state.value;
      desk.isUnsaved.value = state.is === "ready" && state.recovery === "pending";
    }),
    // After the channels: the first that are seen count as read, of any kind.
    effect(() => {
      if (signalOf(desk.client.channels.state).value.status === "ready") desk.marks.meet(shown());
    }),
  ];
  desk.holds(
    () => {
      for (const end of ends) end();
      access.close();
    },
    () => access.forget(),
  );
  return access;
}

/** The conversation of this id; undefined while nothing is known of it. */
export function conversationAt(desk: Desk, id: ChannelId): ConversationView | undefined {
  const state = accessOf(desk).state.value;
  const all = state.is === "ready" || state.is === "none" ? state.conversations : [];
  return all.find((conversation) => conversation.id === id);
}
