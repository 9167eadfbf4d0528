import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { Adapter } from "socket.io-adapter";
import { afterEach, describe, expect, test } from "vitest";
import { peaceful } from "../testing/peaceful.ts";
import { RawClient } from "../testing/raw-client.ts";
import { CoalescingAdapter } from "./coalescing-adapter.ts";
import { CoalescingEngine } from "./coalescing-engine.ts";

/** What a server does with three connected clients: [0] and [1] are in "a", [1] and [2] in "b". */
type Script = (io: Server, ids: [string, string, string]) => void;

const scripts: Record<string, Script> = {
  "a room": (io) => io.to("a").emit("said", { text: "hello" }),
  everyone: (io) => io.emit("said", 1, "two", null),
  "two rooms, one socket in both": (io) => io.to("a").to("b").emit("said", "once"),
  "a room but for one": (io, [first]) => io.to("a").except(first).emit("said", "not to the first"),
  "a room but for another": (io) => io.to("a").except("b").emit("said", "not to b"),
  nobody: (io) => io.to("none").emit("said", "to the wall"),
  volatile: (io) => io.to("a").volatile.emit("said", "if you can"),
  "without compression": (io) => io.to("a").compress(false).emit("said", "plain"),
  binary: (io) => io.to("a").emit("said", Buffer.from([1, 2, 3]), { deep: Buffer.from("x") }),
  "binary between texts": (io) => {
    io.to("a").emit("said", "before");
    io.to("a").emit("said", Buffer.from([9]));
    io.to("a").emit("said", "after");
  },
  "text beyond ASCII": (io) => io.to("a").emit("said", "żółć 漢字 👩‍👩‍👧 \u0000 \ud800"),
  "the edges of frame lengths": (io) => {
    for (const length of [100, 113, 114, 115, 65_520, 65_523, 65_524, 65_525, 70_000])
      io.to("a").emit("x", "y".repeat(length));
  },
  "many in one turn, to rooms and to one": (io, [first, second]) => {
    for (let n = 0; n < 50; n += 1) {
      io.to("a").emit("said", n);
      io.sockets.sockets.get(first)?.emit("own", n);
      io.to("b").emit("said", -n);
      io.to(second).emit("by id", n);
    }
  },
  "leaving and coming between": (io, [first]) => {
    io.to("a").emit("said", 1);
    io.in(first).socketsLeave("a");
    io.to("a").emit("said", 2);
    io.in(first).socketsJoin("a");
    io.to("a").emit("said", 3);
  },
  "asking for an answer": (io) =>
    void io
      .to("a")
      .timeout(50)
      .emit("well?", () => {}),
  "a listener of what goes out": (io, [first]) => {
    const heard: unknown[] = [];
    io.sockets.sockets.get(first)?.onAnyOutgoing((...args) => heard.push(args));
    io.to("a").emit("said", "listen");
    io.to("a").emit("heard", heard);
  },
  "the last words before a disconnect": (io, [first]) => {
    io.to("a").emit("said", "goodbye");
    io.in(first).disconnectSockets();
  },
};

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

function stock(): { http: ReturnType<typeof createServer>; io: Server } {
  const http = createServer();
  return { http, io: new Server(http, { serveClient: false, perMessageDeflate: false, adapter: Adapter }) };
}

function ours(): { http: ReturnType<typeof createServer>; io: Server } {
  const http = createServer();
  const engine = new CoalescingEngine({ perMessageDeflate: false }, () => {}, peaceful);
  engine.attach(http, { path: "/socket.io" });
  const io = new Server({ serveClient: false, adapter: CoalescingAdapter });
  io.bind(engine);
  return { http, io };
}

/** Plays a script before three clients; answers with what each of them received. */
async function play({ http, io }: ReturnType<typeof stock>, script: Script): Promise<string[]> {
  const ids: string[] = [];
  io.on("connection", (socket) => {
    const n = ids.push(socket.id) - 1;
    if (n < 2) void socket.join("a");
    if (n > 0) void socket.join("b");
    socket.on("ask", (question: unknown, answer: (...args: unknown[]) => void) => answer("heard", question));
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const clients: RawClient[] = [];
  for (let n = 0; n < 3; n += 1) clients.push(await RawClient.open(port));
  open.push(() => {
    for (const { tcp } of clients) tcp.destroy();
    io.disconnectSockets(true);
    http.close();
  });
  script(io, ids as [string, string, string]);
  // Each client's own question comes last, and the answer shows that all before it has arrived; who was sent away asks in vain.
  await Promise.all(
    clients.map(async (client, n) => {
      const isGone = !io.sockets.sockets.has(ids[n] ?? "");
      if (!isGone) client.sends(`427["ask","${n}"]`);
      await client.sees(isGone ? "goodbye" : `437["heard","${n}"]`);
    }),
  );
  return clients.map(({ received }) => received);
}

describe("the coalescing adapter and transport send what Socket.IO's own send, byte for byte", () => {
  for (const [name, script] of Object.entries(scripts)) {
    test(name, async () => {
      expect(await play(ours(), script)).toEqual(await play(stock(), script));
    });
  }
});
