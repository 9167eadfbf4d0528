import type { ChannelId, CodedError, Milliseconds } from "@parlor/protocol";

/** A message as its sender wrote it. Its clientId is made once and never changes (CLI-1). */
export interface Draft {
  readonly channelId: ChannelId;
  readonly clientId: string;
  readonly text: string;
  readonly at: Milliseconds;
}

/** A message on its way. Once answered it is no longer outgoing: the timeline has it. */
export type Outgoing =
  | { readonly state: "queued"; readonly draft: Draft }
  | { readonly state: "sending"; readonly draft: Draft; readonly since: Milliseconds }
  | { readonly state: "refused"; readonly draft: Draft; readonly error: CodedError };
