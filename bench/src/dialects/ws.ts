import { clientFrame, clientFrameTemplate, upgradeRequest } from "../load/client-frame.ts";
import { markedText } from "../load/marker.ts";
import { slots } from "../load/template.ts";
import type { Dialect } from "./dialect.ts";

/** The smallest protocol a chat could have, as bench/peers/ws.ts serves it: "+channel" to view, "channel text" to say. */
export const ws: Dialect = {
  async view(wire, { channel }) {
    wire.write(upgradeRequest("/", wire.port));
    await wire.until("\r\n\r\n");
    wire.write(clientFrame(`+${channel}`));
    await wire.until(`+${channel}`);
  },
  async enter(wire) {
    wire.write(upgradeRequest("/", wire.port));
    await wire.until("\r\n\r\n");
  },
  utterance: (channel) => clientFrameTemplate(`${channel} ${markedText(slots.stamp)}`),
};
