import type { ChannelId } from "@parlor/protocol";
import { Crowd } from "../crowd/crowd.ts";
import type { ClientPlan, PairPlan } from "../crowd/orders.ts";
import { ParlorProcess, type Settings } from "../../../tools/parlor-process.ts";
import { TcpProxy } from "../proxy/tcp-proxy.ts";
import { Witnesses } from "../witness/witnesses.ts";
import { type Guest, invite, makeChannels } from "./place.ts";
import { Stage } from "./stage.ts";
import type { StagePlan } from "./stage-plan.ts";

/** Enough for many clients from one address, as a test has them. */
const roomy: Settings = { SOCKETS_PER_ADDRESS: "20000", LOG_LEVEL: "error" };

/** Clients that one process runs well; more than two processes would only take turns with the server. */
const CLIENTS_A_PROCESS = 150;

/** Enough to be in everything that happens, few enough to cost nearly nothing: sealing and opening take some milliseconds. */
const PRIVATE_PAIRS = 3;

/** Starts a server, furnishes it, and lets everybody join. Leaves nothing running when it rejects. */
export async function setStage(plan: StagePlan): Promise<Stage> {
  const clients = plan.people * (plan.clientsEach ?? 1);
  const processes = plan.processes ?? Math.min(2, Math.ceil(clients / CLIENTS_A_PROCESS));
  // Both take a while to load, so they load beside each other.
  const crowd = await Crowd.started(processes, plan.clientArgs);
  let parlor: ParlorProcess | undefined;
  let proxy: TcpProxy | undefined;
  try {
    const settings = { ...roomy, ...plan.settings };
    parlor = await (plan.isDeployed
      ? ParlorProcess.deployed(settings)
      : ParlorProcess.started(settings, plan.serverArgs));
    const direct = parlor.url.replace("localhost", "127.0.0.1");
    proxy = await TcpProxy.listening(Number(new URL(direct).port));
    const people = await invite(direct, plan.people);
    const [host] = people;
    const channels = host ? await makeChannels(direct, host, plan.channels) : [];
    const url = plan.isProxied ? proxy.url : direct;
    await crowd.join(
      plan.seed,
      people.flatMap((guest, at) => clientsOf(guest, at, plan.clientsEach ?? 1, channels, url)),
    );
    const pairs = await invitePairs(direct, plan.privatePairs ?? PRIVATE_PAIRS, url);
    const conversations = await crowd.pair(plan.seed, pairs);
    const witnesses = await Witnesses.gathered(direct, channels, conversations);
    return new Stage({ plan, direct, parlor, proxy, people, channels, conversations, crowd, witnesses });
  } catch (failure) {
    proxy?.close();
    await crowd.clear();
    await parlor?.clear();
    throw failure;
  }
}

async function invitePairs(direct: string, count: number, url: string): Promise<PairPlan[]> {
  const guests = await invite(direct, 2 * count, "private guest");
  const people = guests.map((guest) => ({ ...guest, url }));
  return Array.from({ length: count }, (_, at) => people.slice(2 * at, 2 * at + 2)).flatMap(([owner, knocker]) =>
    owner && knocker ? [[owner, knocker] as const] : [],
  );
}

/** One person's clients, each in another channel than the one before. */
function clientsOf(
  { name, token, sessionId }: Guest,
  at: number,
  count: number,
  channels: readonly ChannelId[],
  url: string,
): ClientPlan[] {
  return Array.from({ length: count }, (_, tab) => {
    const channelId = channels[(at + tab) % channels.length] ?? "";
    return { name: `${name}, tab ${tab}`, url, token, sessionId, channelId };
  });
}
