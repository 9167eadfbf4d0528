import type { ChannelId, Milliseconds } from "@parlor/protocol";
import { signal } from "@preact/signals";
import { keep, keptKeys, onKeptElsewhere, recall } from "../ui/kept.ts";

const prefix = "draft.";

/** Half of the 300 ms a draft may be lost for, since a timer can be late. */
const writeAfterMs: Milliseconds = 150;

interface Draft {
  text: string;
  at: Milliseconds;
}

/** What is written but not sent, per channel. It outlives a reload and a crash; of two tabs the later key press wins. */
export class Drafts {
  /** The channels that have one. */
  readonly channels = signal<ReadonlySet<ChannelId>>(new Set(keptKeys(prefix).map((key) => key.slice(prefix.length))));
  readonly #unwritten = new Map<ChannelId, Draft>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Hears of drafts begun and sent in other tabs, until the returned function is called. */
  listen(): () => void {
    return onKeptElsewhere(prefix, (key, value) => this.#note(key.slice(prefix.length), value !== undefined));
  }

  get(channelId: ChannelId): string {
    return (this.#unwritten.get(channelId) ?? read(channelId))?.text ?? "";
  }

  /** Takes note of every key press; the disk hears of it a little later. */
  set(channelId: ChannelId, text: string): void {
    this.#unwritten.set(channelId, { text, at: Date.now() });
    this.#note(channelId, text !== "");
    this.#timer ??= setTimeout(() => this.flush(), writeAfterMs);
  }

  /** Writes what is not on disk yet. The page calls it when it may go away. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [channelId, draft] of this.#unwritten) {
      const other = read(channelId);
      if (other !== undefined && other.at > draft.at) continue;
      keep(prefix + channelId, draft.text === "" ? undefined : JSON.stringify(draft));
    }
    this.#unwritten.clear();
  }

  #note(channelId: ChannelId, has: boolean): void {
    const channels = this.channels.peek();
    if (channels.has(channelId) === has) return;
    const next = new Set(channels);
    if (has) next.add(channelId);
    else next.delete(channelId);
    this.channels.value = next;
  }
}

function read(channelId: ChannelId): Draft | undefined {
  try {
    const { text, at } = JSON.parse(recall(prefix + channelId) ?? "{}") as Partial<Draft>;
    return typeof text === "string" && typeof at === "number" ? { text, at } : undefined;
  } catch {
    return undefined;
  }
}
