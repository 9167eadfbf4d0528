import { laterStrings } from "../ui/later-strings.ts";
import type { ChannelDirectory } from "@parlor/client";
import type { Channel } from "@parlor/protocol";
import { ChannelForm } from "./channel-form.tsx";

interface Props {
  directory: ChannelDirectory;
  channel: Channel;
  onClose: () => void;
}

export function EditChannel({ directory, channel, onClose }: Props) {
  return (
    <ChannelForm
      title={laterStrings.channels.editTitle}
      confirm={laterStrings.channels.editConfirm}
      name={channel.name}
      about={channel.about}
      run={(name, about) => directory.rename(channel.id, name, about)}
      onDone={onClose}
      onClose={onClose}
    />
  );
}
