import type { ChannelId } from "@parlor/protocol";
import type { Audience } from "./fanout.ts";

/** What a feature may do with the live socket a command came over. */
export interface Seat {
  readonly id: string;
  /** False once the socket is gone or its session has ended; a use case that waited looks again before it takes a place. */
  readonly isOpen: boolean;
  /** Channels this socket views, so that a lost socket leaves each of them. */
  readonly views: Set<ChannelId>;
  hear(audience: Audience): void;
  ignore(audience: Audience): void;
}
