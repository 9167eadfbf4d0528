import type { Outgoing } from "@parlor/client";
import { Button } from "../ui/button.tsx";
import { reasonOf } from "../ui/reason-of.ts";
import { strings } from "../ui/strings.ts";
import styles from "./message-row.module.css";

/** What can be done with a message that was refused. */
export interface Mend {
  retry(clientId: string): void;
  /** Takes it out of the timeline and back into the composer. */
  edit(clientId: string, text: string): void;
  discard(clientId: string): void;
}

interface Props {
  of: Extract<Outgoing, { state: "refused" }>;
  mend: Mend;
}

/** Why a message was not sent, and three ways on. */
export function Refusal({ of: { draft, error }, mend }: Props) {
  return (
    <div class={styles.refusal}>
      <p role="alert">{strings.timeline.notSent(reasonOf(error))}</p>
      <Button kind="quiet" onClick={() => mend.retry(draft.clientId)}>
        {strings.timeline.retry}
      </Button>
      <Button kind="quiet" onClick={() => mend.edit(draft.clientId, draft.text)}>
        {strings.timeline.editAgain}
      </Button>
      <Button kind="quiet" onClick={() => mend.discard(draft.clientId)}>
        {strings.timeline.discard}
      </Button>
    </div>
  );
}
