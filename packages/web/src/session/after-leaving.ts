import type { WaysBack } from "@parlor/protocol";

export interface AfterLeaving {
  /** How the person can come back; undefined when they cannot. */
  way: { device: boolean; phrase: boolean } | undefined;
  /** Whether the name can be given up: the server does so only where nobody can come back to it (NAME-8). */
  mayRelease: boolean;
  /** A recovery phrase would help, and can be made or written down first. */
  lacksPhrase: boolean;
}

/**
 * What the end of this session means for a person. The server knows a phrase from the moment when it is made; until it is written
 * down (`isUnsaved`) it dies with this browser.
 */
export function afterLeaving({ otherSessions, hasRecovery }: WaysBack, isUnsaved: boolean): AfterLeaving {
  const device = otherSessions > 0;
  const phrase = hasRecovery && !isUnsaved;
  return {
    way: device || phrase ? { device, phrase } : undefined,
    mayRelease: !device && !hasRecovery,
    lacksPhrase: isUnsaved || (!device && !hasRecovery),
  };
}
