import type { Outgoing } from "@parlor/client";
import type { CodedError } from "@parlor/protocol";
import { Button } from "../ui/button.tsx";
import { laterStrings } from "../ui/later-strings.ts";
import { reasonOf } from "../ui/reason-of.ts";
import type { Mend } from "./mend.ts";
import styles from "./refusal.module.css";

interface Props {
  of: Outgoing;
  error: CodedError;
  mend: Mend;
}

/** Why a message was not sent, and the ways on: three from a refusal; two while it is tried again by itself. */
export function Refusal({ of: { draft, state }, error, mend }: Props) {
  const isFinal = state === "refused";
  const reason = mend.reason?.(error) ?? reasonOf(error);
  return (
    <div class={styles.refusal}>
      <p role="alert">{isFinal ? laterStrings.timeline.notSent(reason) : laterStrings.timeline.notSentYet(reason)}</p>
      <Button kind="quiet" onClick={() => mend.retry(draft.clientId)}>
        {isFinal ? laterStrings.timeline.retry : laterStrings.timeline.retryNow}
      </Button>
      {isFinal && (
        <Button kind="quiet" onClick={() => mend.edit(draft.clientId, draft.text)}>
          {laterStrings.timeline.editAgain}
        </Button>
      )}
      <Button kind="quiet" onClick={() => mend.discard(draft.clientId)}>
        {laterStrings.timeline.discard}
      </Button>
    </div>
  );
}
