/** CON-7 off: the sockets of an ended session live on. */
import { replaceSource } from "./replace-source.ts";

replaceSource("packages/server/src/gateway/live-sockets.ts", [
  ["      if (socket.session.id === session.id) socket.cut();\n", ""],
]);
