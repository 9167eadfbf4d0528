import type { Fault } from "../rig/fault.ts";
import { answerCut } from "./answer-cut.ts";
import { blackHole } from "./black-hole.ts";
import { clockJumps } from "./clock-jumps.ts";
import { delayLoss } from "./delay-loss.ts";
import { diskFull } from "./disk-full.ts";
import { firstStart } from "./first-start.ts";
import { frameLoss } from "./frame-loss.ts";
import { kill9 } from "./kill9.ts";
import { loopHeld } from "./loop-held.ts";
import { oneClientId } from "./one-client-id.ts";
import { reset } from "./reset.ts";
import { restore } from "./restore.ts";
import { sigterm } from "./sigterm.ts";
import { slowReaders } from "./slow-readers.ts";
import { storm } from "./storm.ts";
import { upgrade } from "./upgrade.ts";

/** Every fault, by the name it keeps in reports. */
export const faults = {
  kill9,
  answer_cut: answerCut,
  disk_full: diskFull,
  reset,
  black_hole: blackHole(10_000),
  black_hole_60s: blackHole(60_000),
  delay_loss: delayLoss,
  frame_loss: frameLoss,
  slow_readers: slowReaders,
  storm,
  one_client_id: oneClientId,
  sigterm,
  loop_held: loopHeld,
  clock_jumps: clockJumps,
  restore,
  first_start: firstStart,
  upgrade,
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

/** Those of `npm test`; further ones come with `npm run test:all`. */
export const shortForm: readonly FaultName[] = ["kill9", "answer_cut", "storm", "sigterm", "first_start", "upgrade"];
