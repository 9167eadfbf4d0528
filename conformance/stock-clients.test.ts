import { io as io48 } from "socket.io-client";
import { io as io40 } from "socket.io-client-4-0";
import { io as io44 } from "socket.io-client-4-4";
import { describe, expect, onTestFinished, test } from "vitest";
import { freshName } from "./guest.ts";
import { canOwn, liveParlor, ownParlor } from "./live-parlor.ts";

const parlor = liveParlor();

/** What these tests need of any version's socket. */
type StockSocket = Pick<ReturnType<typeof io48>, "on" | "once" | "emit" | "close" | "connected"> & {
  io: Pick<ReturnType<typeof io48>["io"], "on">;
};

const versions = { "4.0": io40, "4.4": io44, "4.8": io48 } as unknown as Record<
  string,
  (url: string, options: object) => StockSocket
>;
const kinds = Object.keys(versions).flatMap((version) =>
  ["websocket", "polling"].map((transport) => [version, transport] as const),
);

/** A stock client as its documentation has it: reconnection is on. */
function connect(version: string, transport: string, url: string, auth: object = {}): StockSocket {
  const socket = versions[version]?.(url, { auth, transports: [transport], forceNew: true });
  if (!socket) throw new Error(`no client ${version}`);
  onTestFinished(() => void socket.close());
  return socket;
}

const next = <T>(socket: StockSocket, event: string): Promise<T> =>
  new Promise((resolve) => socket.once(event, resolve as () => void));
const reconnects = (socket: StockSocket): Promise<unknown> =>
  new Promise((resolve) => socket.io.on("reconnect_attempt", resolve));
const ask = (socket: StockSocket, command: string, input: object): Promise<{ ok: boolean; value: { token: string } }> =>
  new Promise((resolve) => void socket.emit(command, input, resolve));

describe("CON-11 where it may come back", () => {
  test.runIf(canOwn)("CON-11 a stock client of any version tries to reconnect by itself after a stop", async () => {
    const own = await ownParlor();
    const sockets = kinds.map(([version, transport]) => connect(version, transport, own.url));
    await Promise.all(sockets.map((socket) => next(socket, "hello")));
    const lost = sockets.map((socket) => Promise.all([next(socket, "disconnect"), reconnects(socket)]));
    await own.stop();
    // That it arrives, and is whole, is the work of stock-programs.slow.test.ts.
    await Promise.all(lost);
  });

  test.runIf(canOwn)("CON-11 a stock client whose handshake is rate_limited tries again by itself", async () => {
    const own = await ownParlor({ RATE_OPEN: "1/1" });
    const guess = connect("4.8", "websocket", own.url, { token: "nobodys" });
    expect(await next(guess, "connect_error")).toMatchObject({ data: { code: "unauthenticated" } });
    const second = connect("4.8", "websocket", own.url, { token: "nobodys" });
    await reconnects(second);
    // By then there is an allowance again, and the answer is final.
    expect(await next(second, "connect_error")).toMatchObject({ data: { code: "unauthenticated" } });
  });
});

describe("CON-11 where it may not", () => {
  test.each(kinds)(
    "CON-11 a stock client %s over %s stays away once its session has ended",
    async (version, transport) => {
      const socket = connect(version, transport, parlor.url);
      await next(socket, "hello");
      await ask(socket, "session.start", { displayName: freshName(), keep: "token" });
      const attempts: unknown[] = [];
      socket.io.on("reconnect_attempt", (attempt) => attempts.push(attempt));
      const [ended, reason] = [next(socket, "session.ended"), next(socket, "disconnect")];
      await ask(socket, "session.end", {});
      await ended;
      expect(await reason).toBe("io server disconnect");
      expect(attempts).toEqual([]);
    },
  );

  test("CON-11 a client that never sends an ack is told why, and stays away", async () => {
    const socket = connect("4.8", "websocket", parlor.url);
    await next(socket, "hello");
    const reasons: unknown[] = [];
    socket.on("protocol.error", (error: unknown) => reasons.push(error));
    const reason = next(socket, "disconnect");
    for (let packet = 0; packet < 120; packet += 1) socket.emit("place.about", {});
    expect(await reason).toBe("io server disconnect");
    expect(reasons.at(-1)).toMatchObject({ code: "bad_request", message: "100 packets came without an ack." });
  });
});
