import { ParlorProcess } from "../tools/parlor-process.ts";
import { Inspector } from "./inspector.ts";

/** What one collection finalises, the next one frees. */
const COLLECTIONS = 2;

/** What a server holds after a full collection of garbage. */
export interface Held {
  /** Bytes in heap and buffers of the main thread. */
  bytes: number;
  /** TCP connections that are over, and that something still refers to. */
  endedSockets: number;
}

/** Tells what a server keeps in memory, apart from garbage that is not collected yet. */
export interface LiveMemory {
  /** Node's option for the server: it opens the inspector on the loopback. */
  option: string;
  held(): Promise<Held>;
}

/** Chooses a port for the inspector of a server that is started afterwards. */
export async function liveMemory(): Promise<LiveMemory> {
  const address = `127.0.0.1:${await ParlorProcess.freePort()}`;
  return {
    option: `--inspect=${address}`,
    async held() {
      // A connection for each reading: an inspector that stays connected keeps objects of its own.
      const inspector = await Inspector.connected(address);
      try {
        for (let round = 0; round < COLLECTIONS; round += 1) await inspector.asks("HeapProfiler.collectGarbage");
        return { bytes: await bytesOf(inspector), endedSockets: await endedSocketsOf(inspector) };
      } finally {
        inspector.closes();
      }
    },
  };
}

async function bytesOf(inspector: Inspector): Promise<number> {
  const expression = "(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())";
  const { result } = await inspector.asks("Runtime.evaluate", { expression, returnByValue: true });
  return Number(result?.value);
}

async function endedSocketsOf(inspector: Inspector): Promise<number> {
  const expression = "process.getBuiltinModule('node:net').Socket.prototype";
  const prototype = await inspector.asks("Runtime.evaluate", { expression });
  const { objects } = await inspector.asks("Runtime.queryObjects", { prototypeObjectId: prototype.result?.objectId });
  const { result } = await inspector.asks("Runtime.callFunctionOn", {
    objectId: objects?.objectId,
    functionDeclaration: "function () { return this.filter(({ destroyed }) => destroyed).length }",
    returnByValue: true,
  });
  return Number(result?.value);
}
