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
  #changed: (channelId: ChannelId, text: string) => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * Hears of what is written in other tabs, until the returned function is called. `changed` gets the text that holds now;
   * it is not called while a later key press of this tab is on its way to the disk.
   */
  listen(changed: (channelId: ChannelId, text: string) => void): () => void {
    this.#changed = changed;
    return onKeptElsewhere(prefix, (key) => {
      const channelId = key.slice(prefix.length);
      if (!this.#unwritten.has(channelId)) this.#follow(channelId, read(channelId)?.text ?? "");
    });
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
      if (other !== undefined && other.at > draft.at) this.#follow(channelId, other.text);
      else keep(prefix + channelId, draft.text === "" ? undefined : JSON.stringify(draft));
    }
    this.#unwritten.clear();
  }

  #follow(channelId: ChannelId, text: string): void {
    this.#note(channelId, text !== "");
    this.#changed(channelId, text);
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
