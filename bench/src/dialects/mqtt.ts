import { randomBytes } from "node:crypto";
import { markedText } from "../load/marker.ts";
import { slots, Template } from "../load/template.ts";
import type { Wire } from "../load/wire.ts";
import type { Dialect } from "./dialect.ts";

const CONNECT = 0x10;
const PUBLISH = 0x30;
const SUBSCRIBE = 0x82;
const CLEAN_SESSION = 0x02;
const CONNECTED = "\u0020\u0002\u0000\u0000";
const SUBSCRIBED = "\u0090\u0003\u0000\u0001\u0000";

/** A packet; the bench's are shorter than 128 bytes, so their length is one byte. */
function packet(type: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  if (body.length > 127) throw new RangeError("the bench sends no packet as long as that");
  return Buffer.concat([Buffer.from([type, body.length]), body]);
}

/** A string behind its length. */
function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

async function connect(wire: Wire): Promise<void> {
  // Version 3.1.1, and no time after which silence is an end.
  const head = Buffer.from([4, CLEAN_SESSION, 0, 0]);
  wire.write(packet(CONNECT, text("MQTT"), head, text(`b${randomBytes(8).toString("hex")}`)));
  await wire.until(CONNECTED);
}

/** MQTT 3.1.1 with quality of service 0, which is the cheapest one. */
export const mqtt: Dialect = {
  async view(wire, { channel }) {
    await connect(wire);
    wire.write(packet(SUBSCRIBE, Buffer.from([0, 1]), text(channel), Buffer.from([0])));
    await wire.until(SUBSCRIBED);
  },
  enter: connect,
  utterance: (channel) => new Template(packet(PUBLISH, text(channel), Buffer.from(markedText(slots.stamp)))),
};
