import type { Person } from "@parlor/protocol";
import type { SessionKept } from "../db/schema.ts";

/** One device of one person. Who is asking is always a session, never a bare person. */
export interface Session {
  id: string;
  person: Person;
  /** How its token is kept and when it was used; absent where nobody asks for it. */
  use?: SessionUse;
}

export interface SessionUse {
  kept: SessionKept | undefined;
  label: string | undefined;
  createdAt: number;
  /** See `SessionTable`; in milliseconds, 0 for never. */
  seenAt: number;
  renewedAt: number;
  /** The token that was presented is the one that will replace the session's own (SES-5). */
  isNext: boolean;
}
