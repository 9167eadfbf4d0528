import { Decoder, Encoder } from "socket.io-parser";

/**
 * Socket.IO's own parser without binary packets. Nothing of the protocol is binary, and one whose parts never come would
 * hold what did come for as long as the socket lives.
 */
export const textParser = {
  Encoder,
  Decoder: class extends Decoder {
    constructor() {
      super({ maxAttachments: 0 });
    }
  },
};
