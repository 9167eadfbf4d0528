import type { ChannelId, Milliseconds } from "@parlor/protocol";
import { check } from "../checker/check.ts";
import type { Evidence } from "../checker/evidence.ts";
import type { Crowd } from "../crowd/crowd.ts";
import type { Figures, Load } from "../crowd/orders.ts";
import type { ParlorProcess } from "../../../tools/parlor-process.ts";
import type { TcpProxy } from "../proxy/tcp-proxy.ts";
import type { Witnesses } from "../witness/witnesses.ts";
import type { FaultReport } from "./fault-report.ts";
import type { Guest } from "./place.ts";
import { privateFigures } from "./private-figures.ts";
import { quiet } from "./quiet.ts";
import type { StagePlan } from "./stage-plan.ts";
import { readStored } from "./stored-rows.ts";
import { NotInTime } from "./wait-until.ts";

const QUIET_WITHIN_MS = 30_000;

interface Parts {
  plan: StagePlan;
  direct: string;
  parlor: ParlorProcess;
  proxy: TcpProxy;
  people: readonly Guest[];
  channels: readonly ChannelId[];
  conversations: readonly ChannelId[];
  crowd: Crowd;
  witnesses: Witnesses;
}

/** What the checker found, and what the crowd measured on the way. */
export interface Judgement extends FaultReport {
  raw: Figures;
  settledMs: Milliseconds;
}

/** A server, people in channels, and a crowd of clients: where one fault plays. */
export class Stage {
  readonly parlor: ParlorProcess;
  readonly proxy: TcpProxy;
  readonly people: readonly Guest[];
  readonly channels: readonly ChannelId[];
  /** Private ones, of two people each. */
  readonly conversations: readonly ChannelId[];
  readonly crowd: Crowd;
  /** Where clients reach the server without the proxy. */
  readonly direct: string;
  /** Databases of epochs that have ended. */
  readonly past: Evidence["stored"] = [];
  /** What the private pairs did; known once it was judged. */
  privately: FaultReport["figures"] = {};
  readonly #plan: StagePlan;
  readonly #witnesses: Witnesses;

  constructor({ plan, direct, parlor, proxy, people, channels, conversations, crowd, witnesses }: Parts) {
    this.#plan = plan;
    this.direct = direct;
    this.parlor = parlor;
    this.proxy = proxy;
    this.people = people;
    this.channels = channels;
    this.conversations = conversations;
    this.crowd = crowd;
    this.#witnesses = witnesses;
  }

  /** More people join, to read only: each one client, in this channel. */
  async join(guests: readonly Guest[], channelId: ChannelId, url: string): Promise<void> {
    const plans = guests.map((guest) => ({ ...guest, url, channelId, isSilent: true }));
    await this.crowd.join(`${this.#plan.seed} ${channelId}`, plans);
  }

  /** The crowd begins to write; meanwhile one of the witnesses loses its session, and others try to get in where they may not. */
  async talk(load: Partial<Load> = {}): Promise<void> {
    await this.crowd.talk({ perSecond: 200, textLength: 60, ...load });
    this.#witnesses.intrude();
    await this.#witnesses.revoke();
  }

  /** Stops the talking, waits for quiet, and lets the checker judge. A quiet that does not come is a failure of its own. */
  async judge(within: Milliseconds = QUIET_WITHIN_MS): Promise<Judgement> {
    await this.crowd.hush();
    const limit = Math.min(within, this.#plan.patienceMs ?? Infinity);
    const why: string[] = [];
    const settledMs = await quiet(this.crowd, this.parlor.dataDir, limit).catch((failure: unknown) => {
      if (!(failure instanceof NotInTime)) throw failure;
      why.push(failure.message);
      return limit;
    });
    await this.#witnesses.trespass();
    const { sent, readers, figures: raw } = await this.crowd.testimony();
    const stored = [...this.past, readStored(this.parlor.dataDir)];
    const { counts, examples } = check({ sent, readers, witnesses: this.#witnesses.logs, stored });
    this.privately = privateFigures(this.conversations, sent, readers);
    return { counts, why: [...why, ...examples], figures: {}, raw, settledMs };
  }

  /** Ends every process and throws their data away. */
  async clear(): Promise<void> {
    this.#witnesses.close();
    this.proxy.close();
    await this.crowd.clear();
    await this.parlor.clear();
  }
}
