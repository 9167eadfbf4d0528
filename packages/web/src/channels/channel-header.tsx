import type { ChannelDirectory } from "@parlor/client";
import type { Channel } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { Archive, Ellipsis, Link, Pencil } from "lucide";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { isNarrow } from "../ui/media.ts";
import { later } from "../ui/later.tsx";
import { Menu, type MenuEntry } from "../ui/menu.tsx";
import { strings } from "../ui/strings.ts";
import styles from "./channel-header.module.css";
import { copyLink } from "./copy-link.ts";

const ArchiveChannel = later(async () => (await import("./archive-channel.tsx")).ArchiveChannel);
const EditChannel = later(async () => (await import("./edit-channel.tsx")).EditChannel);

interface Props {
  directory: ChannelDirectory;
  channel: Channel;
  /** People there now. */
  here: number;
  /** Without a connection nobody knows how many are there. */
  isStale: boolean;
  /** Whether the person reading made this channel. */
  isMaker: boolean;
}

/** What the open channel is called, what it is about, who is there, and what can be done with it. */
export function ChannelHeader({ directory, channel, here, isStale, isMaker }: Props) {
  const open = useSignal<"edit" | "archive" | undefined>(undefined);
  const close = () => (open.value = undefined);
  const copy = () => void copyLink(channel);

  const entries: MenuEntry[] = [];
  if (isNarrow.value) entries.push({ is: "action", label: strings.channels.copyLink, icon: Link, onSelect: copy });
  if (isMaker) {
    entries.push({ is: "action", label: strings.channels.edit, icon: Pencil, onSelect: () => (open.value = "edit") });
    const archive = () => (open.value = "archive");
    if (!channel.isDefault) {
      entries.push({ is: "action", label: strings.channels.archive, icon: Archive, danger: true, onSelect: archive });
    }
  }

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
      {!isNarrow.value && <IconButton icon={Link} label={strings.channels.copyLink} onClick={copy} />}
      {entries.length > 0 && (
        <Menu label={strings.channels.options} class={styles.more} entries={entries} face={<Icon of={Ellipsis} />} />
      )}
      {open.value === "edit" && <EditChannel directory={directory} channel={channel} onClose={close} />}
      {open.value === "archive" && <ArchiveChannel directory={directory} channel={channel} onClose={close} />}
    </div>
  );
}
