import type { ChannelDirectory } from "@parlor/client";
import type { Channel } from "@parlor/protocol";
import { Button } from "../ui/button.tsx";
import { ChannelForm } from "./channel-form.tsx";
import { dialogStrings } from "../ui/dialog-strings.ts";

interface Props {
  directory: ChannelDirectory;
  /** What the name field starts with. */
  name?: string;
  /** Takes the person to the new channel, or to the one that has its name already. */
  onEnter: (channel: Pick<Channel, "id" | "name">) => void;
  onClose: () => void;
}

export function CreateChannel({ directory, name = "", onEnter, onClose }: Props) {
  return (
    <ChannelForm
      title={dialogStrings.channels.createTitle}
      lead={dialogStrings.channels.createHint}
      confirm={dialogStrings.channels.createConfirm}
      name={name}
      about=""
      run={(wanted, about) => directory.create(wanted, about)}
      onDone={({ channel }) => onEnter(channel)}
      onClose={onClose}
      remedy={({ channelId }) => {
        const existing = directory.state.get().channels.find(({ id }) => id === channelId);
        return (
          existing && (
            <Button kind="quiet" onClick={() => onEnter(existing)}>
              {dialogStrings.channels.join(existing.name)}
            </Button>
          )
        );
      }}
    />
  );
}
