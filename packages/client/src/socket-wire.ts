import { protocolVersion } from "@parlor/protocol/limits";
import type { Socket } from "socket.io-client";
import type { CodedError } from "@parlor/protocol";
import { asAnswer } from "./call.ts";
import { isOwnPage } from "./own-page.ts";
import type { Wire, WireListener } from "./transport.ts";

/** What Socket.IO reports: the server's refusal in `data`, or the answer to a polling request in `context`. */
interface ConnectError extends Error {
  data?: CodedError;
  context?: { responseText?: unknown };
}

/** Opens one Socket.IO connection to the server at `url`: `http://host:port/path`, or in Parlor's own page the path alone. */
export function openSocketWire(
  url: string,
  token: string | undefined,
  listener: WireListener,
  preferPolling: boolean,
): Wire {
  const { origin, pathname } = isOwnPage(url) ? { origin: "", pathname: url } : new URL(url);
  const options = {
    path: `${pathname.replace(/\/$/, "")}/socket.io`,
    auth: { protocol: protocolVersion.major, ...(token && { token }) },
    transports: preferPolling ? ["polling", "websocket"] : ["websocket", "polling"],
    tryAllTransports: true,
    reconnection: false,
    // A page's own polling has no Origin to show; this header stands in for it (CON-8). A WebSocket ignores it.
    ...(origin === "" && { extraHeaders: { "x-parlor": "1" } }),
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
      socket.on("connect_error", (error: ConnectError) => listener.down(refusalIn(error)));
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

/** Why the server refused, where it said so: a WebSocket cannot be asked, but polling is tried after it. */
function refusalIn({ data, context }: ConnectError): CodedError | undefined {
  if (data) return data;
  try {
    const answer = asAnswer(JSON.parse(String(context?.responseText)));
    return answer.ok || answer.error.code === "unavailable" ? undefined : answer.error;
  } catch {
    return undefined;
  }
}
