import type { Channel } from "@parlor/protocol";
import { Copy, Hash } from "lucide";
import { Button } from "../ui/button.tsx";
import { dayInWords } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";
import { now } from "../ui/now.ts";
import { strings } from "../ui/strings.ts";
import styles from "./channel-start.module.css";

/** How the beginning of a channel asks for others to come. */
export interface Invitation {
  /** Undefined when no address is known that others could open. */
  link: string | undefined;
  copy: () => void;
}

interface Props {
  channel: Channel;
  /** Who made it; undefined for nobody in particular, or somebody not met yet. */
  maker: { name: string; isSelf: boolean } | undefined;
  isEmpty: boolean;
  invitation: Invitation;
}

/** What stands over the very first message. In an empty channel it is all there is, so it says how to fill it. */
export function ChannelStart({ channel, maker, isEmpty, invitation }: Props) {
  return (
    <div class={styles.start}>
      <div class={styles.sign}>
        <Icon of={Hash} size={22} />
      </div>
      <h2 dir="auto">{channel.name}</h2>
      {channel.about !== "" && (
        <p class={styles.about} dir="auto">
          {channel.about}
        </p>
      )}
      <p>
        {origin(channel, maker) ?? (isEmpty ? "" : strings.timeline.beginning)}{" "}
        {isEmpty && (invitation.link === undefined ? strings.timeline.empty : strings.timeline.emptyInvite)}
      </p>
      {isEmpty && invitation.link !== undefined && (
        <div class={styles.invite}>
          <output>{invitation.link}</output>
          <Button onClick={invitation.copy}>
            <Icon of={Copy} size={16} />
            {strings.channels.copyLink}
          </Button>
        </div>
      )}
    </div>
  );
}

function origin(channel: Channel, maker: Props["maker"]): string | undefined {
  const day = dayInWords(channel.createdAt, now.peek());
  if (maker?.isSelf) return strings.timeline.madeByYou(day);
  if (maker !== undefined) return strings.timeline.madeBy(maker.name, day);
  return channel.isDefault ? strings.timeline.madeFirst : undefined;
}
