import type { ChannelId, Milliseconds } from "@parlor/protocol";
import { check } from "../checker/check.ts";
import type { Evidence } from "../checker/evidence.ts";
import { Crowd } from "../crowd/crowd.ts";
import type { ClientPlan, Figures, Load } from "../crowd/orders.ts";
import { ParlorProcess, type Settings } from "../../../tools/parlor-process.ts";
import { TcpProxy } from "../proxy/tcp-proxy.ts";
import type { FaultReport } from "./fault-report.ts";
import { type Guest, invite, makeChannels } from "./place.ts";
import { quiet } from "./quiet.ts";
import { readStored } from "./stored-rows.ts";
import { NotInTime } from "./wait-until.ts";
import { Witnesses } from "../witness/witnesses.ts";

/** What a fault wants of its stage. */
export interface StagePlan {
  seed: string;
  /** People, each with a session; and how many clients each of them has open. */
  people: number;
  clientsEach?: number;
  channels: number;
  processes?: number;
  settings?: Settings;
  /** Arguments to Node, for hooks: of the server, and of the crowd's processes. */
  serverArgs?: readonly string[];
  clientArgs?: readonly string[];
  /** The longest wait for quiet, whatever the fault would give it. */
  patienceMs?: Milliseconds;
  /** Lets the clients reach the server through the rig's proxy. */
  isProxied?: boolean;
}

/** Enough for many clients from one address, as a test has them. */
const roomy: Settings = { SOCKETS_PER_ADDRESS: "20000", LOG_LEVEL: "error" };

function directUrl({ url }: ParlorProcess): string {
  return url.replace("localhost", "127.0.0.1");
}

/** A server, people in channels, and a crowd of clients: where one fault plays. */
export class Stage {
  readonly seed: string;
  readonly parlor: ParlorProcess;
  readonly proxy: TcpProxy;
  readonly people: readonly Guest[];
  readonly channels: readonly ChannelId[];
  readonly crowd: Crowd;
  readonly witnesses: Witnesses;
  /** Databases of epochs that have ended. */
  readonly past: Evidence["stored"] = [];

  readonly #patienceMs: Milliseconds;

  private constructor(
    { seed, patienceMs = Infinity }: StagePlan,
    parlor: ParlorProcess,
    proxy: TcpProxy,
    furniture: { people: readonly Guest[]; channels: readonly ChannelId[]; crowd: Crowd; witnesses: Witnesses },
  ) {
    this.seed = seed;
    this.#patienceMs = patienceMs;
    this.parlor = parlor;
    this.proxy = proxy;
    this.people = furniture.people;
    this.channels = furniture.channels;
    this.crowd = furniture.crowd;
    this.witnesses = furniture.witnesses;
  }

  static async set(plan: StagePlan): Promise<Stage> {
    const parlor = await ParlorProcess.started({ ...roomy, ...plan.settings }, plan.serverArgs);
    const proxy = await TcpProxy.listening(Number(new URL(parlor.url).port));
    try {
      const people = await invite(parlor.url, plan.people);
      const [host] = people;
      const channels = host ? await makeChannels(parlor.url, host, plan.channels) : [];
      const direct = directUrl(parlor);
      const url = plan.isProxied ? proxy.url : direct;
      const plans = people.flatMap(({ name, token, sessionId }, at) =>
        Array.from({ length: plan.clientsEach ?? 1 }, (_, tab): ClientPlan => {
          const channelId = channels[(at + tab) % channels.length] ?? "";
          return { name: `${name}, tab ${tab}`, url, token, sessionId, channelId };
        }),
      );
      const { processes, clientArgs: nodeArgs } = plan;
      const crowd = await Crowd.gathered(plan.seed, plans, {
        ...(processes && { processes }),
        ...(nodeArgs && { nodeArgs }),
      });
      const witnesses = await Witnesses.gathered(direct, channels);
      return new Stage(plan, parlor, proxy, { people, channels, crowd, witnesses });
    } catch (failure) {
      proxy.close();
      await parlor.clear();
      throw failure;
    }
  }

  /** Where clients reach the server without the proxy. */
  get direct(): string {
    return directUrl(this.parlor);
  }

  /** More people join, to read only: each one client, in this channel. */
  async join(guests: readonly Guest[], channelId: ChannelId, url: string): Promise<void> {
    const plans = guests.map(({ name, token, sessionId }) => ({
      name,
      url,
      token,
      sessionId,
      channelId,
      isSilent: true,
    }));
    await this.crowd.join(`${this.seed} ${channelId}`, plans);
  }

  /** The crowd begins to write; meanwhile one of the witnesses loses its session. */
  async talk(load: Partial<Load> = {}): Promise<void> {
    await this.crowd.talk({ perSecond: 200, textLength: 60, ...load });
    await this.witnesses.revoke();
  }

  /** Stops the talking, waits for quiet, and lets the checker judge. A quiet that does not come is a failure of its own. */
  async judge(within: Milliseconds = 30_000): Promise<FaultReport & { raw: Figures; settledMs: Milliseconds }> {
    await this.crowd.hush();
    const limit = Math.min(within, this.#patienceMs);
    const why: string[] = [];
    const settledMs = await quiet(this.crowd, this.parlor.dataDir, limit).catch((failure: unknown) => {
      if (!(failure instanceof NotInTime)) throw failure;
      why.push(failure.message);
      return limit;
    });
    await this.witnesses.trespass();
    const { sent, readers, figures: raw } = await this.crowd.testimony();
    const stored = [...this.past, readStored(this.parlor.dataDir)];
    const { counts, examples } = check({ sent, readers, witnesses: this.witnesses.logs, stored });
    return { counts, why: [...why, ...examples], figures: {}, raw, settledMs };
  }

  async clear(): Promise<void> {
    this.witnesses.close();
    this.proxy.close();
    await this.crowd.clear();
    await this.parlor.clear();
  }
}
