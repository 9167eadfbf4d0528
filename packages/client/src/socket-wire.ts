import { protocolVersion } from "@parlor/protocol/limits";
import type { Socket } from "socket.io-client";
import type { CodedError } from "@parlor/protocol";
import type { Wire, WireListener } from "./transport.ts";

/** Opens one Socket.IO connection. `origin` is "" for the page's own. */
export function openSocketWire(
  origin: string,
  token: string | undefined,
  listener: WireListener,
  preferPolling: boolean,
): Wire {
  const options = {
    auth: { protocol: protocolVersion.major, ...(token && { token }) },
    transports: preferPolling ? ["polling", "websocket"] : ["websocket", "polling"],
    tryAllTransports: true,
    reconnection: false,
    // A page's own polling has no Origin to show; this header stands in for it (CON-8). A WebSocket ignores it.
    extraHeaders: { "x-parlor": "1" },
    // Each wire is a connection of its own: a shared Manager would hand a late event of the old one to the new.
    forceNew: true,
  };
  let socket: Socket | undefined;
  let isClosed = false;
  // Loaded beside the first reads, which go by HTTP: it is a quarter of the program and nobody waits for it.
  import("socket.io-client").then(
    ({ io }) => {
      if (isClosed) return;
      socket = origin ? io(origin, options) : io(options);
      socket.onAny((name: string, payload: unknown) => listener.event(name, payload));
      socket.on("disconnect", () => listener.down());
      socket.on("connect_error", (error: Error & { data?: CodedError }) => listener.down(error.data));
    },
    () => listener.down(),
  );
  return {
    emit: (name, input, answered) => void socket?.emit(name, input, answered),
    close() {
      isClosed = true;
      socket?.disconnect();
    },
  };
}
