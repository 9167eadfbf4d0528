import type { CodedError } from "@parlor/protocol";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { reasonOf } from "../ui/reason-of.ts";
import { strings } from "../ui/strings.ts";

interface Props {
  label: string;
  value: string;
  onValue: (value: string) => void;
  error: CodedError | undefined;
  hint?: string;
  /** Takes the free name that came with the refusal. */
  onSuggestion: (name: string) => void;
}

/** Where a person types their display name; a refusal says why, in place, and offers a free name. */
export function NameField({ error, onSuggestion, ...field }: Props) {
  const free = error?.suggestion;
  const existing = error?.existing;
  return (
    <Field
      {...field}
      first
      autocomplete="nickname"
      error={existing === undefined ? error && reasonOf(error) : strings.nameStep.taken(field.value.trim(), existing)}
      remedy={
        free !== undefined && (
          <Button kind="quiet" onClick={() => onSuggestion(free)}>
            {strings.nameStep.suggestion(free)}
          </Button>
        )
      }
    />
  );
}
