/** The signals by which a terminal or a process manager asks for an end. */
const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/** A stop that takes longer is stuck, and the process manager should know (R7). */
const STOP_WITHIN_MS = 30_000;

/** Whether somebody asked this process to stop. */
export interface StopRequest {
  /** Resolves at the first signal; later ones change nothing. */
  readonly come: Promise<void>;
  readonly hasCome: boolean;
}

/**
 * Listens for the signals from now on, in place of the launcher, which ends the process at once. So a start that has begun
 * to open the data folder always closes it too. A process that does not end in time ends with code 1.
 */
export function stopRequest(): StopRequest {
  const { promise, resolve } = Promise.withResolvers<void>();
  let hasCome = false;
  const ask = (): void => {
    if (hasCome) return;
    hasCome = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    resolve();
  };
  for (const signal of SIGNALS) {
    // First the new listener: with none left for a moment, Node would drop a signal that came during the last long step.
    const launchers = process.listeners(signal);
    process.on(signal, ask);
    for (const listener of launchers) process.off(signal, listener);
  }
  return {
    come: promise,
    get hasCome() {
      return hasCome;
    },
  };
}
