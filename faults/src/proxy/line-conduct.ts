import type { Conduct } from "./flow.ts";

/** How a line behaves: in both directions, and in each one. What is left out is as in a sound network. */
export interface LineConduct {
  both: Partial<Conduct>;
  toServer: Partial<Conduct>;
  toClient: Partial<Conduct>;
}
