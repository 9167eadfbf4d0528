import { WebSocketServer } from "ws";

const BOUNDS = {
  /**
   * Pieces a frame of 64 KiB may come in, and parts a message of that size may be split into: several times what poor lines
   * and careful clients make of it. `ws` allows thousands, and each costs some hundred bytes until the last one is there.
   */
  maxBufferedChunks: 1_024,
  maxFragments: 64,
  /** Time for the other side to close too. Who does not would keep the connection, and go on sending, for half a minute. */
  closeTimeout: 1_000,
};

/** The server of `ws`, with the bounds that Engine.IO does not let one set. */
export class BoundedWebSocketServer extends WebSocketServer {
  constructor(options: object) {
    super({ ...options, ...BOUNDS });
  }
}
