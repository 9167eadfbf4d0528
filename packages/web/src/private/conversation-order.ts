import type { ConversationView } from "@parlor/client/private";
import type { AccessState } from "./private-access.ts";

/** What the list shows, requests first, then the one with the newest message: all but what the person put aside. */
export function conversationsOf(state: AccessState): readonly ConversationView[] {
  if (state.is !== "ready" && state.is !== "none") return [];
  return state.conversations.filter(isListed).toSorted(byUrgency);
}

/** Those that were blocked, or whose request was declined, by name. */
export function putAsideOf(state: AccessState): readonly ConversationView[] {
  if (state.is !== "ready") return [];
  return state.conversations
    .filter((conversation) => !isListed(conversation))
    .toSorted((a, b) => a.peer.name.localeCompare(b.peer.name));
}

function isListed({ standing }: ConversationView): boolean {
  return standing !== "declined" && standing !== "blocked";
}

function byUrgency(a: ConversationView, b: ConversationView): number {
  const isRequest = ({ standing }: ConversationView): number => Number(standing === "asked");
  return isRequest(b) - isRequest(a) || lastOf(b) - lastOf(a);
}

const lastOf = ({ lastAt, createdAt }: ConversationView): number => lastAt ?? createdAt;
