import type { ChannelId } from "@parlor/protocol";
import type { Reader, Sent } from "../checker/evidence.ts";
import type { FaultReport } from "./fault-report.ts";

/** What went through private conversations: so that zeros which come from nothing being said are seen for what they are. */
export function privateFigures(
  conversations: readonly ChannelId[],
  sent: readonly Sent[],
  readers: readonly Reader[],
): FaultReport["figures"] {
  const isPrivate = ({ channelId }: { channelId: ChannelId }) => conversations.includes(channelId);
  return {
    private_acked: sent.filter((each) => isPrivate(each) && each.answers.length > 0).length,
    /** Sights of messages, their authors' own among them. */
    private_seen: readers.filter(isPrivate).reduce((sum, { shown }) => sum + shown.length, 0),
  };
}
