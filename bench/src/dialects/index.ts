import type { Dialect } from "./dialect.ts";
import { irc } from "./irc.ts";
import { mqtt } from "./mqtt.ts";
import { redis } from "./redis.ts";
import { parlor, socketIo } from "./socket-io.ts";
import { ws } from "./ws.ts";

export const dialects = { parlor, socketIo, ws, irc, mqtt, redis } as const satisfies Record<string, Dialect>;
export type DialectName = keyof typeof dialects;
