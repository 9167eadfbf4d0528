import { useSignal } from "@preact/signals";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { archiverOf } from "../channels/archiver-of.ts";
import { channelPath } from "../channels/channel-path.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { copyAndSay } from "../ui/copy-and-say.ts";
import { laterStrings } from "../ui/later-strings.ts";
import { signalOf } from "../ui/store-signal.ts";
import { strings } from "../ui/strings.ts";
import type { Desk } from "./desk.ts";
import { navigate } from "./router.ts";
import type { Unsent } from "./unsent.ts";
import styles from "./unsent-dialog.module.css";
import type { UnsentText } from "../unsent/unsent-texts.ts";
import { dialogStrings } from "../ui/dialog-strings.ts";

interface Props {
  desk: Desk;
  unsent: Unsent;
  of: UnsentText;
  /** The text went to the composer of a channel, which is open now. */
  onMoved: () => void;
}

/** One text: where it was meant to go, what it says, and what can be done with it. */
export function UnsentItem({ desk, unsent, of: item, onMoved }: Props) {
  const asksWhere = useSignal(false);
  const ways = useRef<HTMLDivElement>(null);
  const { clientId, roomId } = item;
  const heading = useId();

  function remove(): void {
    if (clientId === undefined) desk.forgetDraft(roomId);
    else desk.client.outbox.discard(clientId);
  }

  return (
    <li aria-labelledby={heading}>
      <p id={heading} class={styles.room} dir="auto">
        <b>{dialogStrings.unsent.room(unsent.nameOf(roomId), item.isPrivate)}</b>{" "}
        <span>{whatBecame(desk, unsent, item)}</span>
      </p>
      <p class={styles.text} dir="auto" tabIndex={0} role="group" aria-labelledby={heading}>
        {item.text}
      </p>
      {asksWhere.value && (
        <Destination
          desk={desk}
          onCancel={() => {
            asksWhere.value = false;
            // Drawn again in the next moment; the focus goes back to where it came from.
            setTimeout(() => ways.current?.querySelector<HTMLElement>("[data-elsewhere]")?.focus());
          }}
          onChoose={(channel) => {
            // Kept there before it goes here, so that no crash in between loses it.
            desk.putIntoComposer(channel.id, item.text);
            remove();
            onMoved();
            navigate(channelPath(channel));
          }}
        />
      )}
      {!asksWhere.value && (
        <div ref={ways} class={styles.ways}>
          <Button
            onClick={() => void copyAndSay(item.text, dialogStrings.unsent.copied, dialogStrings.unsent.copyFailed)}
          >
            {dialogStrings.unsent.copy}
          </Button>
          {!item.isPrivate && (
            <Button data-elsewhere onClick={() => (asksWhere.value = true)}>
              {dialogStrings.unsent.elsewhere}
            </Button>
          )}
          {clientId !== undefined && (
            <Button onClick={() => desk.client.outbox.retry(clientId)}>{laterStrings.timeline.retry}</Button>
          )}
          <Confirm
            label={laterStrings.timeline.discard}
            confirm={dialogStrings.unsent.discardConfirm}
            onConfirm={remove}
            kind="plain"
          />
        </div>
      )}
    </li>
  );
}

function whatBecame(desk: Desk, unsent: Unsent, { roomId, clientId, isPrivate }: UnsentText): string {
  const kind = clientId === undefined ? dialogStrings.unsent.draft : dialogStrings.unsent.message;
  if (isPrivate) return `${kind} · ${dialogStrings.unsent.ended}`;
  return `${kind} · ${dialogStrings.unsent.archived(archiverOf(unsent.archivals.value.get(roomId), desk.self))}`;
}

interface DestinationProps {
  desk: Desk;
  onChoose: (channel: { id: string; name: string }) => void;
  onCancel: () => void;
}

/** Asks for the channel whose message box takes the text. */
function Destination({ desk, onChoose, onCancel }: DestinationProps) {
  const { channels } = signalOf(desk.client.channels.state).value;
  const chosen = useSignal(channels[0]?.id ?? "");
  const select = useRef<HTMLSelectElement>(null);
  useLayoutEffect(() => select.current?.focus(), []);
  return (
    <form
      class={styles.ways}
      onSubmit={(event) => {
        event.preventDefault();
        const channel = channels.find(({ id }) => id === chosen.value) ?? channels[0];
        if (channel) onChoose(channel);
      }}
    >
      <label class={styles.where}>
        <span>{dialogStrings.unsent.where}</span>
        <select ref={select} value={chosen.value} onChange={(event) => (chosen.value = event.currentTarget.value)}>
          {channels.map(({ id, name }) => (
            <option key={id} value={id}>
              #{name}
            </option>
          ))}
        </select>
      </label>
      <Button kind="primary" type="submit">
        {dialogStrings.unsent.move}
      </Button>
      <Button onClick={onCancel}>{strings.shell.cancel}</Button>
    </form>
  );
}
