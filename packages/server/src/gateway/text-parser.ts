import { Decoder, Encoder, type Packet } from "socket.io-parser";

/** The one step of Socket.IO's encoder that text needs; its types keep it to itself. */
interface TextStep {
  encodeAsString(packet: Packet): string;
}

/**
 * Socket.IO's own parser without binary packets. Nothing of the protocol is binary: so nothing has to be searched for it
 * before it is sent, and what arrives cannot leave parts behind that wait for others for as long as the socket lives.
 */
export const textParser = {
  Encoder: class extends Encoder {
    override encode(packet: Packet): string[] {
      return [(this as unknown as TextStep).encodeAsString(packet)];
    }
  },
  Decoder: class extends Decoder {
    constructor() {
      super({ maxAttachments: 0 });
    }
  },
};
