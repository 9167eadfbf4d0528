import type { Channel } from "@parlor/protocol";
import { copyText } from "../ui/copy-text.ts";
import { notify } from "../ui/notice.tsx";
import { sharedLink } from "../ui/shared-address.ts";
import { strings } from "../ui/strings.ts";
import { channelPath } from "./channel-path.ts";

type Named = Pick<Channel, "id" | "name">;

/** The whole address of a channel, for sending to somebody; undefined when no address is known that others could open. */
export function channelLink(channel: Named): string | undefined {
  return sharedLink(channelPath(channel));
}

/** Puts a channel's address on the clipboard and says so, and says whether it works on this computer alone. */
export async function copyLink(channel: Named): Promise<void> {
  const shared = channelLink(channel);
  const isCopied = await copyText(shared ?? new URL(channelPath(channel), location.href).href);
  const { copied, copiedHere, copyFailed } = strings.channels;
  notify(!isCopied ? copyFailed : shared === undefined ? copiedHere : copied);
}
