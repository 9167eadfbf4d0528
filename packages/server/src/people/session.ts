import type { Person } from "@parlor/protocol";

/** One device of one person. Who is asking is always a session, never a bare person. */
export interface Session {
  id: string;
  person: Person;
}
