import type { Milliseconds } from "@parlor/protocol";
import type { Settings } from "../../../tools/parlor-process.ts";

/** What a fault wants of its stage. */
export interface StagePlan {
  seed: string;
  /** People, each with a session; and how many clients each of them has open. */
  people: number;
  clientsEach?: number;
  channels: number;
  /** Private conversations beside the channels, each of two people who are there for it alone. */
  privatePairs?: number;
  /** Processes that the clients are spread over. */
  processes?: number;
  settings?: Settings;
  /** The server runs as `npm start` runs it, and not from its sources, where hooks can reach it. */
  isDeployed?: boolean;
  /** Arguments to Node, for hooks: of the server, and of the crowd's processes. */
  serverArgs?: readonly string[];
  clientArgs?: readonly string[];
  /** The longest wait for quiet, even if the fault would wait longer. */
  patienceMs?: Milliseconds;
  /** Lets the clients reach the server through the rig's proxy. */
  isProxied?: boolean;
}
