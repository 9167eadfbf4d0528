import { Server as EngineServer, type ServerOptions, type Socket, type Transport } from "engine.io";
import { boundInbound, boundOutbound, closeLikeAFailure } from "./bounded-polling.ts";
import { BoundedWebSocketServer } from "./bounded-web-socket-server.ts";
import { CoalescingWebSocket, type EngineRequest } from "./coalescing-websocket.ts";
import { InboundMeter, type InboundRule } from "./inbound-meter.ts";
import { LoopTurn } from "./loop-turn.ts";

type TransportName = Parameters<EngineServer["createTransport"]>[0];

/** Engine.IO with our WebSocket transport in place of its own, and bounds on what any transport takes and holds. */
export class CoalescingEngine extends EngineServer {
  readonly #turn: LoopTurn;
  readonly #inbound: InboundRule;

  /** `onCut` is called with the transport of each socket that was cut for being too far behind (R6); `inbound` says what is a flood (API-7). */
  constructor(options: ServerOptions, onCut: (transport: object) => void, inbound: InboundRule) {
    if (options.perMessageDeflate) throw new Error("frames are built once for all, so none may be compressed for one");
    super({ ...options, wsEngine: BoundedWebSocketServer });
    this.#turn = new LoopTurn(onCut);
    this.#inbound = inbound;
    this.on("connection", (socket: Socket) => {
      if (socket.transport.name === "polling") boundOutbound(socket, onCut);
    });
  }

  protected override createTransport(name: TransportName, request: EngineRequest): Transport {
    const inbound = new InboundMeter(this.#inbound);
    // JSONP is for browsers of another age; no client of this protocol asks for it.
    if (name !== "websocket") delete request._query["j"];
    const transport =
      name === "websocket"
        ? new CoalescingWebSocket(request, this.#turn, inbound)
        : boundInbound(closeLikeAFailure(super.createTransport(name, request)), inbound);
    inbound.owner = transport;
    return transport;
  }
}
