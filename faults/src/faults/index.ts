import type { Fault } from "../rig/fault.ts";
import { kill9 } from "./kill9.ts";

/** Every fault, by the name it keeps in reports. */
export const faults = { kill9 } satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

/** Those of `npm test`. */
export const shortForm: readonly FaultName[] = ["kill9"];
