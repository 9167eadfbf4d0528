import type { AtRest } from "@parlor/client/at-rest";
import type { ChannelId, Milliseconds } from "@parlor/protocol";
import { signal } from "@preact/signals";
import { basePath } from "../ui/base-path.ts";
import { keep, keptKeys, onKeptElsewhere, recall } from "../ui/kept.ts";
import { loadPart } from "../ui/outdated.ts";

const prefix = "draft.";

/** Half of the 300 ms a draft may be lost for, since a timer can be late. */
const writeAfterMs: Milliseconds = 150;

/** As it is stored: a private one has `sealed` in the place of `text`. */
type Stored = { at: Milliseconds } & ({ text: string } | { sealed: string });

interface Draft {
  text: string;
  at: Milliseconds;
  isPrivate: boolean;
}

const openAtRest = (): Promise<AtRest> =>
  loadPart(async () => (await import("@parlor/client/at-rest")).openAtRest(basePath));

/**
 * What is written but not sent, per channel. It outlives a reload and a crash; of two tabs the later key press wins. Drafts of
 * private conversations are stored sealed (SEAL-46).
 */
export class Drafts {
  /** The channels that have one. */
  readonly channels = signal<ReadonlySet<ChannelId>>(new Set(keptKeys(prefix).map((key) => key.slice(prefix.length))));
  /** Grows when another tab's text took the place of this one's, and when a sealed one was opened. */
  readonly followed = signal(0);
  readonly #unwritten = new Map<ChannelId, Draft>();
  readonly #open: () => Promise<AtRest>;
  #changed: (channelId: ChannelId, text: string) => void = () => undefined;
  /** Sealed drafts that were opened, as they were sealed. */
  readonly #opened = new Map<ChannelId, { sealed: string; text: string }>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #atRest: Promise<AtRest> | undefined;

  constructor(open = openAtRest) {
    this.#open = open;
  }

  /**
   * Hears of what is written in other tabs, until the returned function is called. `changed` gets the text that holds now;
   * it is not called while a later key press of this tab is on its way to the disk.
   */
  listen(changed: (channelId: ChannelId, text: string) => void): () => void {
    this.#changed = changed;
    return onKeptElsewhere(prefix, (key) => {
      const channelId = key.slice(prefix.length);
      if (!this.#unwritten.has(channelId)) this.#follow(channelId);
    });
  }

  /** The text of a channel's draft. That of a sealed one comes a moment later, as a change; until then it is "". */
  get(channelId: ChannelId): string {
    const unwritten = this.#unwritten.get(channelId);
    if (unwritten) return unwritten.text;
    const stored = read(channelId);
    if (stored && "text" in stored) return stored.text;
    const opened = this.#opened.get(channelId);
    if (stored && stored.sealed === opened?.sealed) return opened.text;
    if (stored) this.#unseal(channelId, stored.sealed).catch(() => undefined);
    return "";
  }

  /** Whether a draft was written to one person. */
  isPrivate(channelId: ChannelId): boolean {
    const stored = read(channelId);
    return this.#unwritten.get(channelId)?.isPrivate ?? (stored !== undefined && "sealed" in stored);
  }

  /** Takes note of every key press; the disk hears of it a little later. A private text is sealed at once. */
  set(channelId: ChannelId, text: string, isPrivate = false): void {
    this.#unwritten.set(channelId, { text, at: Date.now(), isPrivate });
    this.#note(channelId, text !== "");
    if (isPrivate && text !== "") this.#seal(channelId).catch(() => undefined);
    else this.#timer ??= setTimeout(() => this.flush(), writeAfterMs);
  }

  /** Writes what is not on disk yet. The page calls it when it may go away; a text that is being sealed follows by itself. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [channelId, draft] of this.#unwritten) {
      if (draft.isPrivate && draft.text !== "") continue;
      const { text, at } = draft;
      this.#write(channelId, draft, text === "" ? undefined : { text, at });
    }
  }

  /** Puts a draft on the disk, unless another tab wrote a later one. */
  #write(channelId: ChannelId, draft: Draft, stored: Stored | undefined): void {
    this.#unwritten.delete(channelId);
    const other = read(channelId);
    if (other !== undefined && other.at > draft.at) this.#follow(channelId);
    else keep(prefix + channelId, stored && JSON.stringify(stored));
  }

  /** Where nothing can be sealed, the draft stays in memory. */
  async #seal(channelId: ChannelId): Promise<void> {
    const draft = this.#unwritten.get(channelId);
    if (!draft) return;
    const { text, at } = draft;
    const sealed = await (await this.#key()).seal(text, prefix + channelId);
    // A later key press is on its way itself.
    if (this.#unwritten.get(channelId) === draft) this.#write(channelId, draft, { sealed, at });
  }

  async #unseal(channelId: ChannelId, sealed: string): Promise<void> {
    const text = await (await this.#key()).open(sealed, prefix + channelId);
    const stored = read(channelId);
    const isLatest = !this.#unwritten.has(channelId) && stored && "sealed" in stored && stored.sealed === sealed;
    if (text === undefined || !isLatest) return;
    this.#opened.set(channelId, { sealed, text });
    this.followed.value++;
    this.#changed(channelId, text);
  }

  #key(): Promise<AtRest> {
    this.#atRest ??= this.#open().catch((failure: unknown) => {
      this.#atRest = undefined;
      throw failure;
    });
    return this.#atRest;
  }

  #follow(channelId: ChannelId): void {
    const stored = read(channelId);
    this.#note(channelId, stored !== undefined);
    this.followed.value++;
    if (stored && "sealed" in stored) this.#unseal(channelId, stored.sealed).catch(() => undefined);
    else this.#changed(channelId, stored?.text ?? "");
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

function read(channelId: ChannelId): Stored | undefined {
  try {
    const stored = JSON.parse(recall(prefix + channelId) ?? "{}") as { text?: unknown; sealed?: unknown; at?: unknown };
    const { text, sealed, at } = stored;
    if (typeof at !== "number") return undefined;
    if (typeof sealed === "string") return { sealed, at };
    return typeof text === "string" ? { text, at } : undefined;
  } catch {
    return undefined;
  }
}
