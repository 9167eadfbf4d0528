import type { PersonId } from "@parlor/protocol";
import type { Call } from "./call.ts";
import type { Clock } from "./clock.ts";
import type { PeopleDirectory } from "./people-directory.ts";

/** What every part of one client has in common. */
export interface Core {
  clock: Clock;
  /** Numbers from 0 up to 1; Math.random unless a test says otherwise. */
  random: () => number;
  call: Call;
  people: PeopleDirectory;
  /** Whether a session stands on a live socket. */
  isLive(): boolean;
  /** Whose session it is; undefined without one. */
  self(): PersonId | undefined;
}
