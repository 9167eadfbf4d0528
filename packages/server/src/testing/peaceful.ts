import type { InboundRule } from "../transport/inbound-meter.ts";

/** For tests of what is sent to clients that never flood. */
export const peaceful: InboundRule = { burst: 1e9, perSecond: 1e9, onFlood: () => undefined };
