import type { ParlorClient } from "@parlor/client";
import { recoverSession } from "../private/private-access.ts";
import { RestoreDialog } from "../private/restore-dialog.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import "../ui/private-tokens.css";

/** The way back in for somebody who has a recovery phrase and nothing else. */
export function PrivateReturn({ client, onClose }: { client: ParlorClient; onClose: () => void }) {
  return (
    <RestoreDialog
      lead={privateStrings.restore.lead}
      run={(words) => recoverSession(client, words)}
      onDone={onClose}
      onClose={onClose}
    />
  );
}
