import type { ChannelDirectory } from "@parlor/client";
import type { Channel } from "@parlor/protocol";
import { ChannelForm } from "./channel-form.tsx";
import { dialogStrings } from "../ui/dialog-strings.ts";

interface Props {
  directory: ChannelDirectory;
  channel: Channel;
  onClose: () => void;
}

export function EditChannel({ directory, channel, onClose }: Props) {
  return (
    <ChannelForm
      title={dialogStrings.channels.editTitle}
      confirm={dialogStrings.channels.editConfirm}
      name={channel.name}
      about={channel.about}
      run={(name, about) => directory.rename(channel.id, name, about)}
      onDone={onClose}
      onClose={onClose}
    />
  );
}
