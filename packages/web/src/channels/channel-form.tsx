import { laterStrings } from "../ui/later-strings.ts";
import type { Answer, CodedError } from "@parlor/protocol";
import { limits } from "@parlor/protocol/limits";
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons, DialogForm } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { nameless, reasonOf } from "../ui/reason-of.ts";
import { strings } from "../ui/strings.ts";
import { useSubmit } from "../ui/use-submit.ts";
import { dialogStrings } from "../ui/dialog-strings.ts";

interface Props<T> {
  title: string;
  lead?: string;
  confirm: string;
  name: string;
  about: string;
  run: (name: string, about: string) => Promise<Answer<T>>;
  onDone: (value: T) => void;
  onClose: () => void;
  /** A way out of a refusal, shown beside its reason. */
  remedy?: (error: CodedError) => ComponentChildren;
}

/** The name of a channel and what it is about, for a new one and for a change of one. */
export function ChannelForm<T>({ run, onDone, onClose, remedy, ...props }: Props<T>) {
  const name = useSignal(props.name);
  const about = useSignal(props.about);
  const { busy, error, submit, clear } = useSubmit(async () => {
    const wanted = name.value.trim().replace(/^#+/, "");
    return wanted === "" ? nameless : run(wanted, about.value);
  }, onDone);
  const existing = (refused: CodedError): string | undefined =>
    refused.existing && dialogStrings.channels.exists(name.value.trim().replace(/^#+/, ""), refused.existing);
  return (
    <Dialog title={props.title} {...(props.lead === undefined ? {} : { lead: props.lead })} onClose={onClose}>
      <DialogForm onSubmit={submit}>
        <Field
          first
          label={dialogStrings.channels.nameLabel}
          placeholder={dialogStrings.channels.namePlaceholder}
          autocomplete="off"
          value={name.value}
          error={error && (existing(error) ?? reasonOf(error, laterStrings.errors))}
          remedy={error && remedy?.(error)}
          onValue={(value) => {
            name.value = value;
            clear();
          }}
        />
        <Field
          label={dialogStrings.channels.aboutLabel}
          optional={dialogStrings.channels.aboutOptional}
          autocomplete="off"
          maxLength={limits.channelAbout}
          value={about.value}
          onValue={(value) => (about.value = value)}
        />
        <DialogButtons>
          <Button onClick={onClose}>{strings.shell.cancel}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {props.confirm}
          </Button>
        </DialogButtons>
      </DialogForm>
    </Dialog>
  );
}
