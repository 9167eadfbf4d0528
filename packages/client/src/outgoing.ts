import type { ChannelId, CodedError, Milliseconds } from "@parlor/protocol";

/** A message as its sender wrote it. Its clientId is made once and never changes (CLI-1). */
export interface Draft {
  readonly channelId: ChannelId;
  readonly clientId: string;
  readonly text: string;
  /** It goes to a private conversation: sealed, or not at all. */
  readonly isPrivate?: boolean;
  readonly at: Milliseconds;
}

/**
 * A message on its way. Once answered it is no longer outgoing: the timeline has it. The `error` of one that is queued or sending
 * is why the try before failed; it is tried again by itself.
 */
export type Outgoing =
  | { readonly state: "queued"; readonly draft: Draft; readonly error?: CodedError }
  | { readonly state: "sending"; readonly draft: Draft; readonly since: Milliseconds; readonly error?: CodedError }
  | { readonly state: "refused"; readonly draft: Draft; readonly error: CodedError };
