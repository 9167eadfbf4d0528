import type { ParlorClient } from "@parlor/client";
import type { AnswerOf } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { deviceStrings } from "../ui/device-strings.ts";
import { laterStrings } from "../ui/later-strings.ts";
import { reasonOf } from "../ui/reason-of.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { signalOf } from "../ui/store-signal.ts";
import { VisuallyHidden } from "../ui/visually-hidden.tsx";
import styles from "./device-list.module.css";
import { DeviceRow } from "./device-row.tsx";

type Device = AnswerOf<"session.list">["devices"][number];

interface Props {
  client: ParlorClient;
  /** Goes to the link for one more device. */
  onAdd: () => void;
  onClose: () => void;
}

const words = deviceStrings.own;

/** DEV-7. The person's devices, this one first, and the end of any other. */
export function DeviceList({ client, onAdd, onClose }: Props) {
  const devices = useSignal<readonly Device[] | undefined>(undefined);
  const trouble = useSignal<string | undefined>(undefined);
  const told = useSignal("");
  const isConnected = signalOf(client.connection.state).value.is === "connected";

  async function read(): Promise<void> {
    const answer = await client.call("session.list", {});
    if (answer.ok) devices.value = answer.value.devices.toSorted((a, b) => Number(b.isThis) - Number(a.isThis));
    trouble.value = answer.ok ? undefined : reasonOf(answer.error, laterStrings.errors);
  }
  useEffect(() => {
    if (isConnected || devices.peek() === undefined) void read();
  }, [isConnected]);
  useEffect(
    () =>
      client.lastEvent.subscribe((event) => {
        if (event?.name === "device.changed") void read();
      }),
    [client],
  );

  async function ended(answer: { ok: true } | { ok: false; error: { code: string; message: string } }, done: string) {
    await read();
    // Ended by somebody else meanwhile: the list shows that already.
    const isEnded = answer.ok || answer.error.code === "session_not_found";
    if (isEnded) told.value = done;
    else trouble.value = reasonOf(answer.error, laterStrings.errors);
    // The row's button had the focus and is gone: move the focus to Done.
    if (document.activeElement === document.body)
      document.querySelector<HTMLElement>("dialog:modal [data-done]")?.focus();
  }

  const all = devices.value;
  const others = all?.filter(({ isThis }) => !isThis) ?? [];
  return (
    <Dialog title={words.list} lead={words.listLead} onClose={onClose}>
      <VisuallyHidden status>{told.value}</VisuallyHidden>
      {trouble.value !== undefined && (
        <p class={styles.trouble} role="alert">
          {trouble.value}
        </p>
      )}
      <ul class={styles.list} aria-busy={all === undefined}>
        {all === undefined && (
          <li class={styles.row}>
            <Skeleton class={styles.wait} />
          </li>
        )}
        {all?.map((device) => (
          <DeviceRow
            key={device.sessionId}
            device={device}
            onEnd={async () => {
              const { sessionId, label = words.unknown } = device;
              await ended(await client.call("session.end", { sessionId }), words.signedOut(label));
            }}
          />
        ))}
      </ul>
      {others.length > 1 && (
        <div class={styles.all}>
          <Confirm
            label={words.endOthers}
            confirm={words.endOthersConfirm(others.length)}
            onConfirm={() =>
              void client.call("session.endOthers", {}).then((answer) => ended(answer, words.othersSignedOut))
            }
          />
        </div>
      )}
      <DialogButtons>
        <Button onClick={onAdd}>{words.another}</Button>
        <Button kind="primary" data-done autofocus onClick={onClose}>
          {words.done}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
