import type {
  Answer,
  AnswerOf,
  ArchivedChannel,
  Channel,
  ChannelId,
  Events,
  Milliseconds,
  Person,
  Pulse,
  Seq,
} from "@parlor/protocol";
import { backoff } from "./backoff.ts";
import { mayRetry } from "./call.ts";
import type { Core } from "./core.ts";
import { Cell, type Store } from "./store.ts";

export type ListedChannel = Channel & {
  readonly head: number;
  readonly lastAt?: Milliseconds;
  /** Everything up to this seq is old and was imported, so it counts as read (IMP-8). */
  readonly imported?: Seq;
  /** People viewing it now. */
  readonly here: number;
};

export interface ChannelList {
  readonly status: "loading" | "ready";
  /** The default channel first, then by name as the viewer's language sorts. */
  readonly channels: readonly ListedChannel[];
}

/** What is known about a channel that left the list. */
export interface Archival {
  readonly name: string;
  /** Absent when the operator archived it. */
  readonly by?: Person | undefined;
}

/** All channels, kept up to date: listed and watched on every connection, then changed by events (CH-5, CH-6). */
export class ChannelDirectory {
  readonly state: Store<ChannelList>;
  readonly #cell = new Cell<ChannelList>({ status: "loading", channels: [] });
  readonly #host: Core;
  #epoch: string | undefined;
  #channels = new Map<ChannelId, Channel>();
  readonly #pulses = new Map<ChannelId, Pulse>();
  #listed = new Map<ChannelId, ListedChannel>();
  /** What this client heard about channels that were archived while it listened. */
  readonly #archivals = new Map<ChannelId, Archival>();
  /** What events said while a list was under way: the list may be older than they are. */
  #meanwhile: Map<ChannelId, Channel | undefined> | undefined;
  #visit = 0;
  #cancelRetry = () => {};
  #collator: Intl.Collator | undefined;

  constructor(host: Core) {
    this.#host = host;
    this.state = this.#cell;
  }

  /** The channel alone, the same object until it is changed. */
  get(id: ChannelId): Channel | undefined {
    return this.#channels.get(id);
  }

  async create(name: string, about?: string): Promise<Answer<{ channel: Channel }>> {
    return this.#learned(await this.#host.call("channel.create", { name, ...(about !== undefined && { about }) }));
  }

  async rename(channelId: ChannelId, name: string, about?: string): Promise<Answer<{ channel: Channel }>> {
    const input = { channelId, name, ...(about !== undefined && { about }) };
    return this.#learned(await this.#host.call("channel.rename", input));
  }

  async archive(channelId: ChannelId): Promise<Answer<AnswerOf<"channel.archive">>> {
    const answer = await this.#host.call("channel.archive", { channelId });
    const { people, self } = this.#host;
    const name = this.get(channelId)?.name;
    if (answer.ok) {
      const by = people.get(self() ?? "");
      this.archived(channelId, name === undefined ? undefined : { name, ...(by && { by }) });
    }
    return answer;
  }

  /** Puts an archived channel back on the list; under another name where its own is taken by now (CH-10). */
  async restore(channelId: ChannelId, newName?: string): Promise<Answer<{ channel: Channel }>> {
    return this.#learned(
      await this.#host.call("channel.restore", { channelId, ...(newName !== undefined && { newName }) }),
    );
  }

  /** The archived channels among these; without ids, one's own (CH-9). */
  listArchived(channelIds?: ChannelId[]): Promise<Answer<{ channels: ArchivedChannel[] }>> {
    return this.#host.call("channel.listArchived", channelIds ? { channelIds } : {});
  }

  /** What became of a channel: known at once if this client was listening, else asked (CH-9). Undefined when nobody can tell. */
  async archivalOf(channelId: ChannelId): Promise<Archival | undefined> {
    const heard = this.#archivals.get(channelId);
    if (heard) return heard;
    const answer = await this.listArchived([channelId]);
    const found = answer.ok ? answer.value.channels[0] : undefined;
    return found && { name: found.name, by: found.archivedBy };
  }

  /** Reads the whole list. Called on every new connection, and before it when HTTP is quicker. */
  async refresh(attempt = 0): Promise<void> {
    const visit = ++this.#visit;
    this.#cancelRetry();
    const meanwhile = (this.#meanwhile = new Map());
    const answer = await this.#host.call("channel.list", { watch: true });
    if (visit !== this.#visit) return;
    this.#meanwhile = undefined;
    if (answer.ok) {
      this.#replace(answer.value);
      for (const [id, channel] of meanwhile) channel ? this.changed(channel) : this.archived(id);
    } else if (mayRetry(answer.error)) {
      const delay = backoff(attempt, this.#host.random, answer.error.retryAfterMs);
      this.#cancelRetry = this.#host.clock.after(delay, () => void this.refresh(attempt + 1));
    }
  }

  /** Stops asking: the connection is gone, and the next one asks again. */
  pause(): void {
    this.#visit++;
    this.#cancelRetry();
  }

  changed(channel: Channel): void {
    this.#meanwhile?.set(channel.id, channel);
    this.#archivals.delete(channel.id);
    if (channel.rev <= (this.#channels.get(channel.id)?.rev ?? 0)) return;
    this.#channels.set(channel.id, channel);
    this.#show();
  }

  archived(channelId: ChannelId, archival?: Archival): void {
    this.#meanwhile?.set(channelId, undefined);
    if (archival) this.#archivals.set(channelId, archival);
    if (this.#channels.delete(channelId)) this.#show();
  }

  pulsed({ epoch, pulses }: Events["channel.pulse"]): void {
    if (epoch !== this.#epoch) return;
    for (const pulse of pulses) this.#pulses.set(pulse.channelId, pulse);
    this.#show();
  }

  #replace({ epoch, channels, pulses }: AnswerOf<"channel.list">): void {
    this.#epoch = epoch;
    for (const { id } of channels) this.#archivals.delete(id);
    this.#channels = new Map(channels.map((channel) => [channel.id, this.#newest(channel)]));
    this.#pulses.clear();
    for (const pulse of pulses) this.#pulses.set(pulse.channelId, pulse);
    this.#show("ready");
  }

  #newest(channel: Channel): Channel {
    const known = this.#channels.get(channel.id);
    return known && known.rev >= channel.rev ? known : channel;
  }

  #learned<T extends { channel: Channel }>(answer: Answer<T>): Answer<T> {
    if (answer.ok) this.changed(answer.value.channel);
    return answer;
  }

  #show(status = this.#cell.get().status): void {
    const before = this.#listed;
    this.#listed = new Map();
    for (const channel of this.#channels.values()) {
      this.#listed.set(channel.id, relisted(before.get(channel.id), channel, this.#pulses.get(channel.id)));
    }
    const collator = (this.#collator ??= makeCollator());
    const channels = [...this.#listed.values()].sort(
      (a, b) => Number(b.isDefault) - Number(a.isDefault) || collator.compare(a.name, b.name),
    );
    this.#cell.set({ status, channels });
  }
}

/** The reader's own order; English where the browser's locale is no language (POSIX). */
function makeCollator(): Intl.Collator {
  try {
    return new Intl.Collator(undefined, { numeric: true });
  } catch {
    return new Intl.Collator("en", { numeric: true });
  }
}

/** The same object as before when it would say the same. */
function relisted(before: ListedChannel | undefined, channel: Channel, pulse: Pulse | undefined): ListedChannel {
  const { head = 0, lastAt, imported, here = 0 } = pulse ?? {};
  const same =
    before?.rev === channel.rev &&
    before.head === head &&
    before.lastAt === lastAt &&
    before.imported === imported &&
    before.here === here;
  if (same) return before;
  return {
    ...channel,
    head,
    ...(lastAt !== undefined && { lastAt }),
    ...(imported !== undefined && { imported }),
    here,
  };
}
