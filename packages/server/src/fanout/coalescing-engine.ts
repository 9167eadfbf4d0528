import { Server as EngineServer, type ServerOptions, type Transport } from "engine.io";
import { CoalescingWebSocket, type EngineRequest } from "./coalescing-websocket.ts";
import { LoopTurn } from "./loop-turn.ts";

type TransportName = Parameters<EngineServer["createTransport"]>[0];

/** Engine.IO with our WebSocket transport in place of its own; polling and everything else is as it comes. */
export class CoalescingEngine extends EngineServer {
  readonly #turn: LoopTurn;

  /** `onCut` is called for each socket that was cut for being too far behind (R6). */
  constructor(options: ServerOptions, onCut: () => void) {
    if (options.perMessageDeflate) throw new Error("frames are built once for all, so none may be compressed for one");
    super(options);
    this.#turn = new LoopTurn(onCut);
  }

  protected override createTransport(name: TransportName, request: EngineRequest): Transport {
    if (name === "websocket") return new CoalescingWebSocket(request, this.#turn);
    return super.createTransport(name, request);
  }
}
