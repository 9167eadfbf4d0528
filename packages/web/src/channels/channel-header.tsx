import type { Call, ChannelDirectory } from "@parlor/client";
import type { Channel, PersonId } from "@parlor/protocol";
import { Ellipsis, Link } from "lucide";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { isNarrow } from "../ui/media.ts";
import { later } from "../ui/later.tsx";
import { MenuButton } from "../ui/menu-button.tsx";
import { strings } from "../ui/strings.ts";
import styles from "./channel-header.module.css";
import { copyLink } from "./copy-link.ts";

const ChannelChoices = later(async () => (await import("./channel-choices.tsx")).ChannelChoices);

interface Props {
  call: Call;
  directory: ChannelDirectory;
  channel: Channel;
  /** People there now. */
  here: number;
  /** Without a connection nobody knows how many are there. */
  isStale: boolean;
  /** Whether the channel is the reader's to rename and archive. */
  isOwner: boolean;
  self: PersonId;
}

/** What the open channel is called, what it is about, who is there, and what can be done with it. */
export function ChannelHeader({ call, directory, channel, here, isStale, isOwner, self }: Props) {
  return (
    <div class={styles.header}>
      <div class={styles.words}>
        <h1 dir="auto">
          <span class={styles.hash} aria-hidden="true">
            #
          </span>
          {channel.name}
        </h1>
        {channel.about !== "" && (
          <p class={styles.about} title={channel.about} dir="auto">
            {channel.about}
          </p>
        )}
        {here > 0 && (
          <p class={styles.here} data-stale={isStale || undefined}>
            <i />
            {strings.channels.here(here)}
          </p>
        )}
      </div>
      {!isNarrow.value && (
        <IconButton icon={Link} label={strings.channels.copyLink} onClick={() => void copyLink(channel)} />
      )}
      <MenuButton label={strings.channels.options} class={styles.more} face={<Icon of={Ellipsis} />}>
        {(opener) => <ChannelChoices {...{ opener, call, directory, channel, isOwner, self }} />}
      </MenuButton>
    </div>
  );
}
