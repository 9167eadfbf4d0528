/** A process that runs some of the crowd's clients, and does what its parent orders. */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { subscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import type { ChannelId } from "@parlor/protocol";
import { CrowdClient } from "./crowd-client.ts";
import { introduce } from "./introduce.ts";
import type { CrowdState, Figures, Load, Order, Orders } from "./orders.ts";
import { seeded } from "./seeded.ts";
import { stampedText } from "./stamped-text.ts";

/** Clients that connect at the same time: a crowd comes quickly, yet not as an attack. */
const ARRIVING = 50;
const TICK_MS = 10;
/** One message in twelve goes to a private conversation, however many people there are in channels. */
const PRIVATE_SHARE = 1 / 12;

const clients: CrowdClient[] = [];
const sockets = new Set<Socket>();
const delays: Record<string, number[]> = {};
let stretch = "all";
const talks = new Set<NodeJS.Timeout>();
let random = seeded("crowd");

const delayed = (delay: number): void => void (delays[stretch] ??= []).push(delay);

// Every outgoing TCP connection of this process, so that all of them can be broken at once.
subscribe("net.client.socket", (message) => {
  const { socket } = message as { socket: Socket };
  sockets.add(socket);
  socket.once("close", () => sockets.delete(socket));
});

async function join({ seed, plans }: Orders["join"]["takes"]): Promise<null> {
  random = seeded(seed, "talk");
  const waiting = [...plans];
  const arrive = async (): Promise<void> => {
    for (let plan = waiting.shift(); plan; plan = waiting.shift()) {
      const client = new CrowdClient(plan, seeded(seed, plan.name), delayed);
      clients.push(client);
      await client.arrived;
    }
  };
  await Promise.all(Array.from({ length: ARRIVING }, arrive));
  return null;
}

async function pair({ seed, pairs }: Orders["pair"]["takes"]): Promise<ChannelId[]> {
  const met = await Promise.all(pairs.map(introduce));
  const fresh = met.flatMap(({ conversationId, keys }, at) =>
    (pairs[at] ?? []).map((person, side) => {
      const plan = { ...person, channelId: conversationId };
      return new CrowdClient(plan, seeded(seed, plan.name), delayed, keys[side]);
    }),
  );
  clients.push(...fresh);
  await Promise.all(fresh.map(({ arrived }) => arrived));
  return met.map(({ conversationId }) => conversationId);
}

function talk({ perSecond, textLength, channelId }: Load): null {
  const startedAt = performance.now();
  let written = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) / 1000) * perSecond;
    const writers = clients.filter(({ plan }) => !plan.isSilent && plan.channelId === (channelId ?? plan.channelId));
    const privately = writers.filter(({ isPrivate }) => isPrivate);
    // What could not be written while the process was held is not made up for in one burst.
    for (let tries = 0; written < due && tries < perSecond; tries++) {
      written += 1;
      const those = random() < PRIVATE_SHARE && privately.length > 0 ? privately : writers;
      those[Math.floor(random() * those.length)]?.write(stampedText(textLength));
    }
  }, TICK_MS);
  talks.add(timer);
  return null;
}

function hush(): null {
  for (const timer of talks) clearInterval(timer);
  talks.clear();
  return null;
}

function state(): CrowdState {
  const floors: CrowdState["floors"] = {};
  for (const client of clients) {
    const { channelId } = client.plan;
    floors[channelId] = Math.min(floors[channelId] ?? Infinity, client.floor);
  }
  const count = (of: (client: CrowdClient) => number) => clients.reduce((sum, client) => sum + of(client), 0);
  return {
    clients: clients.length,
    live: count(({ isLive }) => Number(isLive)),
    unsent: count(({ unsent }) => unsent),
    acked: count(({ acked }) => acked),
    full: count(({ wasFull }) => Number(wasFull)),
    floors,
  };
}

async function reload({ clients: wanted }: Orders["reload"]["takes"]): Promise<null> {
  const inTurn = [...clients].sort((a, b) => Number(b.isPrivate) - Number(a.isPrivate) || b.unsent - a.unsent);
  await Promise.all(inTurn.slice(0, wanted).map((client) => client.reload()));
  return null;
}

async function testify(files: Orders["testify"]["takes"]): Promise<Figures> {
  await writeLines(
    files.sent,
    clients.flatMap(({ sent }) => sent),
  );
  await writeLines(
    files.readers,
    clients.map(({ seen }) => seen),
  );
  const figures: Figures = { resends: 0, disconnects: 0, refusals: {}, delays, waits: [], returns: [], full: [] };
  for (const client of clients) client.report(figures);
  return figures;
}

async function writeLines(path: string, values: readonly object[]): Promise<void> {
  const file = createWriteStream(path);
  for (const value of values) if (!file.write(`${JSON.stringify(value)}\n`)) await once(file, "drain");
  file.end();
  await once(file, "close");
}

function cut(): null {
  for (const socket of sockets) socket.resetAndDestroy();
  return null;
}

const doing: { [O in Order]: (takes: Orders[O]["takes"]) => Orders[O]["gives"] | Promise<Orders[O]["gives"]> } = {
  join,
  pair,
  talk,
  hush,
  cut,
  reload,
  state,
  testify,
  stretch({ name }) {
    stretch = name;
    return null;
  },
};

async function obey({ id, order, takes }: { id: number; order: Order; takes: never }): Promise<void> {
  try {
    process.send?.({ id, gives: await doing[order](takes) });
  } catch (failure) {
    process.send?.({ id, failure: String(failure) });
  }
}

process.on("message", (asked: Parameters<typeof obey>[0]) => void obey(asked));
// The parent ends this process; should it be gone, nobody else would.
process.on("disconnect", () => process.exit(0));
