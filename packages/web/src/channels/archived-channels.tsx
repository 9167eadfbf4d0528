import type { ChannelDirectory } from "@parlor/client";
import type { ArchivedChannel, Channel, PersonId } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { Archive } from "lucide";
import { useEffect } from "preact/hooks";
import { Ago } from "../ui/ago.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { laterStrings } from "../ui/later-strings.ts";
import { notify } from "../ui/notice.tsx";
import { reasonOf } from "../ui/reason-of.ts";
import { signalOf } from "../ui/store-signal.ts";
import styles from "./archived-channels.module.css";
import { archiverOf } from "./archiver-of.ts";
import { RestoreChannel } from "./restore-channel.tsx";
import { dialogStrings } from "../ui/dialog-strings.ts";

interface Props {
  directory: ChannelDirectory;
  self: PersonId;
  onRestored: (channel: Channel) => void;
}

/** One's own channels that were archived, to bring back. There only while there is one. */
export function ArchivedChannels({ directory, self, onRestored }: Props) {
  const { channels: listed } = signalOf(directory.state).value;
  const archived = useSignal<readonly ArchivedChannel[]>([]);
  const renaming = useSignal<ArchivedChannel | undefined>(undefined);
  // Asked again whenever a channel came or went.
  const ids = listed.map(({ id }) => id).join();
  useEffect(() => {
    let isCurrent = true;
    void directory.listArchived().then((answer) => {
      if (isCurrent && answer.ok) archived.value = answer.value.channels;
    });
    return () => {
      isCurrent = false;
    };
  }, [ids]);

  async function restore(channel: ArchivedChannel): Promise<void> {
    const answer = await directory.restore(channel.id);
    if (answer.ok) onRestored(answer.value.channel);
    else if (answer.error.code === "channel_exists") renaming.value = channel;
    else notify(reasonOf(answer.error, laterStrings.errors));
  }

  if (archived.value.length === 0) return null;
  return (
    <section class={styles.section} aria-labelledby="archived-channels">
      <h2 id="archived-channels">{dialogStrings.channels.archived}</h2>
      <ul>
        {archived.value.map((channel) => (
          <li key={channel.id} class={styles.row}>
            <Icon of={Archive} size={18} />
            <div>
              <p class={styles.name} dir="auto">
                {channel.name}
              </p>
              <p class={styles.when}>
                {dialogStrings.channels.archivedWho(
                  archiverOf({ name: channel.name, by: channel.archivedBy }, self) ?? "you",
                )}{" "}
                <Ago at={channel.archivedAt} />
              </p>
            </div>
            <Button aria-label={dialogStrings.channels.restoreLong(channel.name)} onClick={() => void restore(channel)}>
              {dialogStrings.channels.restore}
            </Button>
          </li>
        ))}
      </ul>
      {renaming.value && (
        <RestoreChannel
          directory={directory}
          channel={renaming.value}
          onRestored={onRestored}
          onClose={() => (renaming.value = undefined)}
        />
      )}
    </section>
  );
}
