import type { Found, PrivateMessages } from "@parlor/client/private";
import type { ChannelId } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { Camera } from "lucide";
import { useEffect } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons, DialogForm } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { later } from "../ui/later.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { strings } from "../ui/strings.ts";
import { useSubmit } from "../ui/use-submit.ts";
import styles from "./ask-for-key.module.css";
import { FoundOwner } from "./found-owner.tsx";
import { entryOf, fromFragment } from "./key-entry.ts";
import { NoHttps } from "./no-https.tsx";
import plum from "./plum.module.css";
import type { PrivateAccess } from "./private-access.ts";
import { useRefusal } from "./use-refusal.ts";

const QrReader = later(async () => (await import("./qr-reader.tsx")).QrReader, false);

interface Props {
  access: PrivateAccess;
  /** The key of the link that led here, or nothing. */
  offered: string;
  onOpen: (id: ChannelId) => void;
  onClose: () => void;
}

/** Asks for the private key of whom one wants to write to, shows whose it is, and opens the conversation. */
export function AskForKey(props: Props) {
  const found = useSignal<Found | undefined>(undefined);
  // A link is followed once; who comes back from there wants to change something.
  const isToFind = useSignal(props.offered !== "");
  const isPossible = props.access.state.value.is !== "impossible";
  return (
    <Dialog
      title={isPossible ? privateStrings.ask.title : privateStrings.card.insecure}
      {...(isPossible && found.value === undefined ? { lead: privateStrings.ask.lead } : {})}
      onClose={props.onClose}
    >
      <div class={plum.plum}>
        {!isPossible ? (
          <div class={styles.impossible}>
            <NoHttps />
            <DialogButtons>
              <Button onClick={props.onClose}>{privateStrings.key.close}</Button>
            </DialogButtons>
          </div>
        ) : found.value === undefined ? (
          <KeyForm
            {...props}
            isToFind={isToFind.value}
            onFound={(owner) => {
              isToFind.value = false;
              found.value = owner;
            }}
          />
        ) : (
          <FoundOwner {...props} found={found.value} onBack={() => (found.value = undefined)} />
        )}
      </div>
    </Dialog>
  );
}

interface FormProps extends Props {
  /** Whether the offered key is looked up without being asked to. */
  isToFind: boolean;
  onFound: (found: Found) => void;
}

function KeyForm({ access, offered, isToFind, onFound, onClose }: FormProps) {
  const text = useSignal(fromFragment(offered));
  const ways = useSignal<PrivateMessages | undefined>(undefined);
  const isTold = useSignal(false);
  const films = useSignal(false);
  useEffect(() => {
    void access
      .wake()
      .then((awake) => {
        ways.value = awake;
        if (isToFind) findIfGood();
      })
      .catch(() => undefined);
  }, [access]);
  const entry = ways.value && entryOf(ways.value.read(text.value), text.value);
  const { busy, error, submit, clear } = useSubmit(async () => (await access.wake()).find(text.value), onFound);
  const { reason, isWaiting } = useRefusal(error);
  const isWrong = entry?.is === "wrong" || (isTold.value && entry?.is === "empty");

  function write(value: string): void {
    text.value = value;
    isTold.value = false;
    clear();
  }
  function hand(): void {
    isTold.value = true;
    // What judges a key may still be on its way here; it is waited for, not asked for again.
    if ((entry === undefined || entry.is === "good") && !isWaiting) submit();
  }
  function findIfGood(): void {
    if (ways.value && entryOf(ways.value.read(text.value), text.value).is === "good") submit();
  }
  const canFilm = "mediaDevices" in navigator;
  return (
    <DialogForm onSubmit={hand}>
      <div class={styles.key}>
        <Field
          first
          label={privateStrings.ask.field}
          placeholder={privateStrings.ask.placeholder}
          autocomplete="off"
          value={text.value}
          error={isWrong ? entry?.words : reason}
          hint={busy ? privateStrings.ask.looking : entry?.is === "good" ? entry.words : ""}
          onValue={write}
        />
      </div>
      {films.value && (
        <QrReader
          onRead={(read) => {
            films.value = false;
            write(read);
            findIfGood();
          }}
        />
      )}
      <div class={styles.foot}>
        {canFilm && (
          <Button kind="quiet" onClick={() => (films.value = !films.value)}>
            <Icon of={Camera} />
            {films.value ? privateStrings.ask.cameraStop : privateStrings.ask.camera}
          </Button>
        )}
        <DialogButtons>
          <Button onClick={onClose}>{strings.shell.cancel}</Button>
          <Button kind="primary" type="submit" busy={busy || isWaiting}>
            {privateStrings.ask.find}
          </Button>
        </DialogButtons>
      </div>
    </DialogForm>
  );
}
