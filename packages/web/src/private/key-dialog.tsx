import type { PrivateAnswer, PrivateKeyView } from "@parlor/client/private";
import type { ChannelId } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons, DialogForm } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { notify } from "../ui/notice.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { reasonOf } from "../ui/reason-of.ts";
import { strings } from "../ui/strings.ts";
import { useSubmit } from "../ui/use-submit.ts";
import { CameThrough } from "./came-through.tsx";
import { nameOf } from "./key-status.ts";
import { labelMax } from "./new-key.tsx";
import type { PrivateAccess } from "./private-access.ts";

export type KeyQuestion = "label" | "came" | "renew" | "revoke";

interface Props {
  access: PrivateAccess;
  of: PrivateKeyView;
  question: KeyQuestion;
  onOpen: (id: ChannelId) => void;
  onClose: () => void;
}

/** What is asked, or shown, before something is done with a key. */
export function KeyDialog({ access, of: key, question, onOpen, onClose }: Props) {
  const words = privateStrings.key;
  switch (question) {
    case "came":
      return <CameThrough access={access} of={key} onOpen={onOpen} onClose={onClose} />;
    case "label":
      return <ChangeLabel access={access} of={key} onClose={onClose} />;
    case "renew":
      return (
        <Sure
          title={words.renewTitle}
          text={words.renewText}
          confirm={words.renewConfirm}
          kind="primary"
          run={async () => (await access.wake()).renewKey(key.keyId)}
          onDone={() => {
            notify(privateStrings.key.renewed);
            onClose();
          }}
          onClose={onClose}
        />
      );
    case "revoke":
      return (
        <Sure
          title={`${nameOf(key)}: ${words.revokeTitle}`}
          text={words.revokeText}
          confirm={words.revokeConfirm}
          kind="danger"
          run={async () => (await access.wake()).revokeKey(key.keyId)}
          onDone={onClose}
          onClose={onClose}
        />
      );
  }
}

interface SureProps {
  title: string;
  text: string;
  confirm: string;
  kind: "primary" | "danger";
  run: () => Promise<PrivateAnswer<unknown>>;
  onDone: () => void;
  onClose: () => void;
}

function Sure({ title, text, confirm, kind, run, onDone, onClose }: SureProps) {
  const { busy, error, submit } = useSubmit(run, onDone);
  return (
    <Dialog title={title} lead={text} onClose={onClose}>
      {error && <p role="alert">{reasonOf(error, privateStrings.errors)}</p>}
      <DialogButtons>
        <Button autofocus onClick={onClose}>
          {strings.shell.cancel}
        </Button>
        <Button kind={kind} busy={busy} onClick={submit}>
          {confirm}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}

function ChangeLabel({ access, of: key, onClose }: Pick<Props, "access" | "of" | "onClose">) {
  const label = useSignal(key.label);
  const { busy, error, submit } = useSubmit(async () => {
    await (await access.wake()).labelKey(key.keyId, label.value.trim());
    return { ok: true, value: undefined } as const;
  }, onClose);
  return (
    <Dialog title={privateStrings.key.labelTitle} onClose={onClose}>
      <DialogForm onSubmit={submit}>
        <Field
          first
          label={privateStrings.key.labelField}
          hint={privateStrings.key.labelHint}
          error={error && reasonOf(error, privateStrings.errors)}
          placeholder={privateStrings.make.labelPlaceholder}
          autocomplete="off"
          maxLength={labelMax}
          value={label.value}
          onValue={(value) => (label.value = value)}
        />
        <DialogButtons>
          <Button onClick={onClose}>{strings.shell.cancel}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {privateStrings.key.save}
          </Button>
        </DialogButtons>
      </DialogForm>
    </Dialog>
  );
}
