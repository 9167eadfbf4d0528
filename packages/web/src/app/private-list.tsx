import type { ChannelId } from "@parlor/protocol";
import { useRef } from "preact/hooks";
import { ConversationList } from "../private/conversation-list.tsx";
import { conversationsOf } from "../private/conversation-order.ts";
import { NoConversations } from "../private/no-conversations.tsx";
import type { Desk } from "./desk.ts";
import { accessOf } from "./private-desk.ts";
import { navigate } from "./router.ts";
import { homePath, privatePath } from "./routes.ts";

/** What the sidebar has under "Private". */
export function PrivateList({ desk, currentId }: { desk: Desk; currentId: ChannelId | undefined }) {
  const state = accessOf(desk).state.value;
  const conversations = conversationsOf(state);
  const isKnown = state.is !== "loading" && (state.is !== "ready" || state.isListed);
  // Said once, it stays while the code is loaded and the server asked, so that nothing flickers.
  const isSaid = useRef(false);
  if (conversations.length === 0) {
    if (!isKnown && !isSaid.current) return null;
    isSaid.current = true;
    const hasKey = state.is === "ready" && state.keys.length > 0;
    return <NoConversations hasKey={hasKey} onKey={() => navigate(homePath)} />;
  }
  return (
    <ConversationList
      conversations={conversations}
      currentId={currentId}
      pathOf={privatePath}
      unreadOf={(conversation) => desk.marks.unread(conversation)}
      hasDraft={desk.hasDraft}
    />
  );
}
