import type { Outgoing } from "@parlor/client";
import type { CodedError } from "@parlor/protocol";
import { Button } from "../ui/button.tsx";
import { reasonOf } from "../ui/reason-of.ts";
import { strings } from "../ui/strings.ts";
import styles from "./message-row.module.css";

/** What can be done with a message that was not sent. */
export interface Mend {
  retry(clientId: string): void;
  /** Takes it out of the timeline and back into the composer. */
  edit(clientId: string, text: string): void;
  discard(clientId: string): void;
}

interface Props {
  of: Outgoing;
  error: CodedError;
  mend: Mend;
}

/** Why a message was not sent, and the ways on: three from a refusal; two while it is tried again by itself. */
export function Refusal({ of: { draft, state }, error, mend }: Props) {
  const isFinal = state === "refused";
  const reason = reasonOf(error);
  return (
    <div class={styles.refusal}>
      <p role="alert">{isFinal ? strings.timeline.notSent(reason) : strings.timeline.notSentYet(reason)}</p>
      <Button kind="quiet" onClick={() => mend.retry(draft.clientId)}>
        {isFinal ? strings.timeline.retry : strings.timeline.retryNow}
      </Button>
      {isFinal && (
        <Button kind="quiet" onClick={() => mend.edit(draft.clientId, draft.text)}>
          {strings.timeline.editAgain}
        </Button>
      )}
      <Button kind="quiet" onClick={() => mend.discard(draft.clientId)}>
        {strings.timeline.discard}
      </Button>
    </div>
  );
}

/** What to tell the sender. Nothing without a connection, and nothing of a pace that was too fast: both pass by themselves. */
export function failureOf(outgoing: Outgoing | undefined, isOffline: boolean): CodedError | undefined {
  if (outgoing?.state === "refused") return outgoing.error;
  return isOffline || outgoing?.error?.code === "rate_limited" ? undefined : outgoing?.error;
}
