import type { Connection, ConnectionState } from "@parlor/client";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { isOutdated, lookForUpdate } from "../ui/outdated.ts";
import { signalOf } from "../ui/store-signal.ts";
import { strings } from "../ui/strings.ts";
import styles from "./connection-banner.module.css";

/** Shorter interruptions are nobody's business. */
const patienceMs = 2_000;

/** Pages that are connected again look for an update within this time: 1,000 of them make 200 small requests a second. */
const spreadMs = 5_000;

/** Says that there is no connection, what that means, and what can be done. */
export function ConnectionBanner({ connection }: { connection: Connection }) {
  const state = signalOf(connection.state).value;
  const isOverdue = useOverdue(state);
  const isRefused = state.is === "refused" && state.error.code === "upgrade_required";
  useUpdates(state, isOverdue);
  return (
    <div class={styles.banner} role="status">
      {(isRefused || isOutdated.value) && (
        <div class={styles.bar}>
          {strings.connection.upgraded}
          <Button kind="quiet" onClick={() => location.reload()}>
            {strings.connection.reload}
          </Button>
          {!isRefused && (
            <Button kind="quiet" onClick={() => (isOutdated.value = false)}>
              {strings.connection.reloadLater}
            </Button>
          )}
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

/**
 * Every upgrade ends the connections. So a page looks for one when it is connected again, at a time of its own, lest all of
 * them ask at once; and while it cannot connect, since what opens the connection may be of another build.
 */
function useUpdates(state: ConnectionState, isOverdue: boolean): void {
  const wasConnected = useRef(false);
  const isConnected = state.is === "connected";
  useEffect(() => {
    if (!isConnected && !isOverdue) return;
    const isFirst = isConnected && !wasConnected.current;
    wasConnected.current ||= isConnected;
    if (isFirst) return;
    const timer = setTimeout(() => void lookForUpdate(), isOverdue ? 0 : Math.random() * spreadMs);
    return () => clearTimeout(timer);
  }, [isConnected, isOverdue]);
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
