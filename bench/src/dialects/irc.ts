import { randomBytes } from "node:crypto";
import { markedText } from "../load/marker.ts";
import { slots, Template } from "../load/template.ts";
import type { Wire } from "../load/wire.ts";
import type { Dialect } from "./dialect.ts";

/** Registers under a name nobody has. */
async function register(wire: Wire): Promise<void> {
  const nick = `b${randomBytes(5).toString("hex")}`;
  wire.write(`NICK ${nick}\r\nUSER bench 0 * :bench\r\n`);
  await wire.until(" 001 ");
}

/** IRC (RFC 2812). */
export const irc: Dialect = {
  async view(wire, { channel }) {
    await register(wire);
    wire.write(`JOIN #${channel}\r\n`);
    // The end of the list of names: from here on the channel is heard.
    await wire.until(" 366 ");
  },
  enter: register,
  utterance: (channel) => new Template(Buffer.from(`PRIVMSG #${channel} :${markedText(slots.stamp)}\r\n`)),
};
