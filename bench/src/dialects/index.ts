import type { Dialect } from "./dialect.ts";
import { parlor, socketIo } from "./socket-io.ts";
import { ws } from "./ws.ts";

export const dialects = { parlor, socketIo, ws } as const satisfies Record<string, Dialect>;
export type DialectName = keyof typeof dialects;
