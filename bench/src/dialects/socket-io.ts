import { clientFrame, clientFrameTemplate, upgradeRequest } from "../load/client-frame.ts";
import { markedText } from "../load/marker.ts";
import { slots, type Template } from "../load/template.ts";
import type { Wire } from "../load/wire.ts";
import type { Dialect } from "./dialect.ts";

/** An acknowledgement's number must not start with a zero, or it comes back shorter. */
const LEAD = "7";

/** Engine.IO's ping as the server frames it, and the pong. */
const ping = { heard: Buffer.from([0x81, 0x01, 0x32]), answer: clientFrame("3") };

/** Opens WebSocket, Engine.IO and the default namespace, by hand: three waits, no parser. */
export async function connectSocketIo(wire: Wire, auth: object | undefined): Promise<void> {
  wire.write(upgradeRequest("/socket.io/?EIO=4&transport=websocket", wire.port));
  await wire.until("\r\n\r\n");
  await wire.until('0{"sid"');
  wire.write(clientFrame(`40${auth ? JSON.stringify(auth) : ""}`));
  await wire.until('40{"sid":');
  await wire.until("}");
}

/** A command with an answer, sent once during set-up. Rejects when the answer is a refusal. */
export async function ask(wire: Wire, command: string, input: object): Promise<void> {
  wire.write(clientFrame(`420${JSON.stringify([command, input])}`));
  await wire.until('430[{"ok":true');
}

/** A command to be sent many times; its acknowledgement's number is the time of sending. */
export function command(name: string, input: object): Template {
  return clientFrameTemplate(`42${LEAD}${slots.ack}["${name}",${rawSlots(JSON.stringify(input))}]`);
}

/** JSON writes the slots' characters as escapes; they are put back, since digits take their place before anything is sent. */
function rawSlots(json: string): string {
  return json.replaceAll(/\\u000([123])/g, (_, code: string) => String.fromCharCode(Number(code)));
}

/** Plain Socket.IO, as bench/peers/socket-io.ts serves it. */
export const socketIo: Dialect = {
  async view(wire, { channel }) {
    await connectSocketIo(wire, undefined);
    await ask(wire, "view", { channel });
  },
  enter: (wire) => connectSocketIo(wire, undefined),
  utterance: (channel) => command("say", { channel, text: markedText(slots.stamp) }),
  ping,
};

/** Parlor: the same wire, with a session and the commands of docs/protocol.md. */
export const parlor: Dialect = {
  async view(wire, { channel, token }) {
    await connectSocketIo(wire, { token });
    await wire.until('42["hello"');
    await ask(wire, "channel.view", { channelId: channel });
  },
  async enter(wire, { token }) {
    await connectSocketIo(wire, { token });
    await wire.until('42["hello"');
  },
  utterance: (channel) =>
    command("message.send", { channelId: channel, clientId: clientId(), text: markedText(slots.stamp) }),
  ping,
};

/** A UUIDv7 of this moment whose last twelve digits count. */
function clientId(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${slots.id}`;
}
