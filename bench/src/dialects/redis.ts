import { markedText } from "../load/marker.ts";
import { slots, Template } from "../load/template.ts";
import type { Dialect } from "./dialect.ts";

/** A command as Redis clients write it: an array of strings, each behind its length. */
function command(...words: string[]): Buffer {
  return Buffer.from(
    `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`,
  );
}

/** Redis publish and subscribe. */
export const redis: Dialect = {
  async view(wire, { channel }) {
    wire.write(command("SUBSCRIBE", channel));
    await wire.until(":1\r\n");
  },
  async enter(wire) {
    wire.write(command("PING"));
    await wire.until("+PONG\r\n");
  },
  utterance: (channel) => new Template(command("PUBLISH", channel, markedText(slots.stamp))),
};
