import type { ChannelId } from "@parlor/protocol";
import { ConversationHeader } from "../private/conversation-header.tsx";
import type { Desk } from "./desk.ts";
import { accessOf, conversationAt } from "./private-desk.ts";

/** What the shell's header says of the open private conversation, once it is known. */
export function PrivateHeader({ desk, id }: { desk: Desk; id: ChannelId }) {
  const conversation = conversationAt(desk, id);
  return conversation ? <ConversationHeader access={accessOf(desk)} of={conversation} /> : null;
}
