import type { Call, ChannelDirectory } from "@parlor/client";
import type { Channel, PersonId } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { Archive, Link, Pencil, Webhook } from "lucide";
import { later } from "../ui/later.tsx";
import { laterStrings } from "../ui/later-strings.ts";
import { isNarrow } from "../ui/media.ts";
import { Menu, type MenuEntry } from "../ui/menu.tsx";
import type { MenuOpener } from "../ui/menu-button.tsx";
import { strings } from "../ui/strings.ts";
import { copyLink } from "./copy-link.ts";

const ArchiveChannel = later(async () => (await import("./archive-channel.tsx")).ArchiveChannel, false);
const EditChannel = later(async () => (await import("./edit-channel.tsx")).EditChannel, false);
const Webhooks = later(async () => (await import("./webhooks.tsx")).Webhooks, false);

interface Props {
  opener: MenuOpener;
  call: Call;
  directory: ChannelDirectory;
  channel: Channel;
  /** Whether the channel is the reader's to rename and archive. */
  isOwner: boolean;
  self: PersonId;
}

/** What can be done with a channel, besides writing in it. */
export function ChannelChoices({ opener, call, directory, channel, isOwner, self }: Props) {
  const open = useSignal<"edit" | "archive" | "webhooks" | undefined>(undefined);
  const close = () => (open.value = undefined);
  const copy = () => void copyLink(channel);

  const entries: MenuEntry[] = [];
  if (isNarrow.value) entries.push({ is: "action", label: strings.channels.copyLink, icon: Link, onSelect: copy });
  const webhooks = () => (open.value = "webhooks");
  entries.push({ is: "action", label: laterStrings.webhooks.menu, icon: Webhook, onSelect: webhooks });
  if (isOwner) {
    entries.push({
      is: "action",
      label: laterStrings.channels.edit,
      icon: Pencil,
      onSelect: () => (open.value = "edit"),
    });
    const ask = () => (open.value = "archive");
    if (!channel.isDefault)
      entries.push({ is: "action", label: laterStrings.channels.archive, icon: Archive, danger: true, onSelect: ask });
  }
  return (
    <>
      <Menu opener={opener} entries={entries} />
      {open.value === "edit" && <EditChannel directory={directory} channel={channel} onClose={close} />}
      {open.value === "webhooks" && <Webhooks call={call} channel={channel} self={self} onClose={close} />}
      {open.value === "archive" && <ArchiveChannel directory={directory} channel={channel} onClose={close} />}
    </>
  );
}
