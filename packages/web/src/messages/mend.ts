import type { Outgoing } from "@parlor/client";
import type { CodedError } from "@parlor/protocol";

/** What can be done with a message that was not sent. */
export interface Mend {
  retry(clientId: string): void;
  /** Takes it out of the timeline and back into the composer. */
  edit(clientId: string, text: string): void;
  discard(clientId: string): void;
  /** Why, where the place has words of its own for it. */
  reason?: (error: CodedError) => string | undefined;
}

/** What to tell the sender. Nothing without a connection, and nothing of a pace that was too fast: both pass by themselves. */
export function failureOf(outgoing: Outgoing | undefined, isOffline: boolean): CodedError | undefined {
  if (outgoing?.state === "refused") return outgoing.error;
  return isOffline || outgoing?.error?.code === "rate_limited" ? undefined : outgoing?.error;
}
