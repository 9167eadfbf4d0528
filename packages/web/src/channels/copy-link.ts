import type { Channel } from "@parlor/protocol";
import { notify } from "../ui/notice.tsx";
import { strings } from "../ui/strings.ts";
import { channelPath } from "./channel-path.ts";

/** The whole address of a channel, for sending to somebody. */
export function channelLink(channel: Pick<Channel, "id" | "name">): string {
  return new URL(channelPath(channel), location.href).href;
}

/** Puts a channel's address on the clipboard and says so. Over plain HTTP browsers have no clipboard; then it says where to find it. */
export async function copyLink(channel: Pick<Channel, "id" | "name">): Promise<void> {
  try {
    await navigator.clipboard.writeText(channelLink(channel));
    notify(strings.channels.copied);
  } catch {
    notify(strings.channels.copyFailed);
  }
}
