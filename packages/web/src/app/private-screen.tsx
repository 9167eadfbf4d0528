import type { ChannelFeed, ReadMessage } from "@parlor/client";
import type { ConversationView, PrivateMessages } from "@parlor/client/private";
import type { ChannelId, Self } from "@parlor/protocol";
import { privateLimits } from "@parlor/protocol/limits";
import { useComputed, useSignal } from "@preact/signals";
import { useCallback, useEffect, useMemo } from "preact/hooks";
import { TimelineSkeleton } from "../messages/timeline-skeleton.tsx";
import { ConversationStart } from "../private/conversation-start.tsx";
import { KeyCard } from "../private/key-card.tsx";
import plum from "../private/plum.module.css";
import type { PrivateAccess } from "../private/private-access.ts";
import { footOf, Waiting } from "../private/talk-foot.tsx";
import talk from "../private/talk.module.css";
import { troubleRemark } from "../private/trouble-remark.tsx";
import { notify } from "../ui/notice.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { signalOf } from "../ui/store-signal.ts";
import type { Desk } from "./desk.ts";
import { accessOf, conversationAt } from "./private-desk.ts";
import { RoomScreen } from "./room-screen.tsx";
import { navigate } from "./router.ts";
import { privatePath, startPath } from "./routes.ts";
import { unsentAction } from "./unsent.ts";

interface Props {
  desk: Desk;
  self: Self;
  id: ChannelId;
}

/** One private conversation, as soon as what opens it is there; until then, or where it cannot be, what there is to say. */
export function PrivateScreen({ desk, self, id }: Props) {
  const access = accessOf(desk);
  const state = access.state.value;
  const conversation = conversationAt(desk, id);
  const ways = useWays(access);
  const isListed = state.is === "none" || (state.is === "ready" && state.isListed);
  const isGone = state.is === "asleep" || (isListed && conversation === undefined);
  useEffect(() => {
    if (!isGone) return;
    desk.lastRoom = undefined;
    navigate(startPath, { replace: true });
    notify(privateStrings.talk.gone, unsentAction(desk, id));
  }, [isGone]);

  if (state.is === "impossible" || state.is === "failed")
    return (
      <div class={talk.alone}>
        <KeyCard access={access} onOpen={(other) => navigate(privatePath(other))} />
      </div>
    );
  if (conversation === undefined || ways === undefined) return <TimelineSkeleton rows={8} />;
  return <Talk desk={desk} self={self} access={access} ways={ways} conversation={conversation} />;
}

/** What opens the conversation, loaded for its sake if need be. */
function useWays(access: PrivateAccess): PrivateMessages | undefined {
  const ways = useSignal<PrivateMessages | undefined>(undefined);
  const isPossible = access.state.value.is !== "impossible";
  useEffect(() => {
    if (!isPossible) return;
    void access
      .wake()
      .then((awake) => (ways.value = awake))
      .catch(() => undefined);
  }, [access, isPossible]);
  return ways.value;
}

interface TalkProps extends Omit<Props, "id"> {
  access: PrivateAccess;
  ways: PrivateMessages;
  conversation: ConversationView;
}

function Talk({ desk, self, access, ways, conversation }: TalkProps) {
  const { id, peer, standing } = conversation;
  const feed = useMemo(() => ways.feed(id), [ways, id]);
  const written = useWritten(feed);
  const hasKeys = access.state.value.is === "ready";
  const remark = useCallback((message: ReadMessage) => troubleRemark(message, hasKeys), [hasKeys]);
  const isFull = written >= privateLimits.requestMessages;
  return (
    <div class={plum.room}>
      <RoomScreen
        desk={desk}
        self={self}
        feed={feed}
        head={conversation.head}
        label={privateStrings.talk.label(peer.name)}
        placeholder={privateStrings.talk.placeholder(peer.name)}
        start={<ConversationStart of={conversation} />}
        remark={remark}
        reason={({ code }) => (code === "limit_reached" ? privateStrings.talk.askingFull(peer.name) : undefined)}
        above={standing === "asking" && <Waiting of={conversation} isFull={isFull} />}
        instead={footOf({ access, of: conversation })}
      />
    </div>
  );
}

/** How many messages of one's own the conversation shows, on their way or there: all of them as long as they are few. */
function useWritten(feed: ChannelFeed): number {
  return useComputed(
    () =>
      signalOf(feed.state).value.rows.filter((row) => row.is === "outgoing" || (row.is === "message" && row.mine))
        .length,
  ).value;
}
