import type { AtRest } from "./at-rest.ts";
import type { OutboxStorage, StoredOutgoing } from "./outbox-storage.ts";

/** As it is stored: the text of a private draft is in `sealed`, and "" where it was. */
export type SealedOutgoing = StoredOutgoing & { readonly sealed?: string };

/**
 * An outbox storage in which no text of a private conversation lies in clear. `open` gives what seals; it is asked for with
 * the first private draft. A private draft that cannot be sealed is not stored at all; one that does not open any more is
 * left where it is.
 */
export function sealedOutbox(storage: OutboxStorage, open: () => Promise<AtRest>): OutboxStorage {
  let opened: Promise<AtRest> | undefined;
  const atRest = (): Promise<AtRest> => {
    opened ??= open().catch((failure: unknown) => {
      opened = undefined;
      throw failure;
    });
    return opened;
  };

  async function seal(entry: StoredOutgoing): Promise<SealedOutgoing> {
    const { draft } = entry.outgoing;
    if (!draft.isPrivate) return entry;
    const sealed = await (await atRest()).seal(draft.text, draft.clientId);
    return { ...withText(entry, ""), sealed };
  }

  async function unseal({ sealed, ...entry }: SealedOutgoing): Promise<StoredOutgoing | undefined> {
    if (sealed === undefined) return entry;
    const text = await (await atRest()).open(sealed, entry.outgoing.draft.clientId);
    return text === undefined ? undefined : withText(entry, text);
  }

  return {
    ...storage,
    async put(entry) {
      await storage.put(await seal(entry));
    },
    async load() {
      const entries = await Promise.all(
        ((await storage.load()) as SealedOutgoing[]).map((entry) => unseal(entry).catch(() => undefined)),
      );
      return entries.filter((entry) => entry !== undefined);
    },
  };
}

function withText(entry: StoredOutgoing, text: string): StoredOutgoing {
  const { outgoing } = entry;
  return { ...entry, outgoing: { ...outgoing, draft: { ...outgoing.draft, text } } };
}
