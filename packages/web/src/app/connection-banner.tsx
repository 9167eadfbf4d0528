import type { Connection, ConnectionState } from "@parlor/client";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { signalOf } from "../ui/store-signal.ts";
import { strings } from "../ui/strings.ts";
import styles from "./connection-banner.module.css";

/** Shorter interruptions are nobody's business. */
const patienceMs = 2_000;

/** Says that there is no connection, what that means, and what can be done. */
export function ConnectionBanner({ connection }: { connection: Connection }) {
  const state = signalOf(connection.state).value;
  const isOverdue = useOverdue(state);
  const isUpgrade = state.is === "refused" && state.error.code === "upgrade_required";
  return (
    <div class={styles.banner} role="status">
      {isUpgrade && (
        <div class={styles.bar}>
          {strings.connection.upgraded}
          <Button kind="quiet" onClick={() => location.reload()}>
            {strings.connection.reload}
          </Button>
        </div>
      )}
      {isOverdue && (
        <div class={styles.bar}>
          <i />
          <span>
            {strings.connection.waiting} <span class={styles.rest}>{strings.connection.kept}</span>
          </span>
          <Button kind="quiet" onClick={() => connection.retryNow()}>
            {strings.connection.retry}
          </Button>
        </div>
      )}
    </div>
  );
}

/** True once there has been no connection for as long as one is patient. */
function useOverdue(state: ConnectionState): boolean {
  const since = state.is === "connecting" || state.is === "waiting" ? state.since : undefined;
  const overdue = useSignal(false);
  useEffect(() => {
    overdue.value = false;
    if (since === undefined) return;
    const timer = setTimeout(() => (overdue.value = true), Math.max(0, since + patienceMs - Date.now()));
    return () => clearTimeout(timer);
  }, [since]);
  return overdue.value && since !== undefined;
}
