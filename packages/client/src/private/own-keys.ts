import type { ChannelId, KeyId, PersonId } from "@parlor/protocol";
import type { KeptIdentity, KeptKey, KeptPeer, KeptPrekey, KeptPrivateKey } from "./kept.ts";
import type { Drawer, Look, PrivateStorage, Write } from "./private-storage.ts";

/** What a drawer holds of keys and peers, at hand without waiting; written through, and read again when another tab writes. */
export class OwnKeys {
  identity: KeptIdentity | undefined;
  prekeys = new Map<number, KeptPrekey>();
  keys = new Map<KeyId, KeptPrivateKey>();
  peers = new Map<ChannelId, KeptPeer>();
  /** Own devices that take part, this one included. */
  devices = new Set<string>();
  readonly drawer: Drawer;
  readonly #changed: () => void;

  constructor(drawer: Drawer, changed: () => void) {
    this.drawer = drawer;
    this.#changed = changed;
  }

  async load(): Promise<void> {
    const { drawer } = this;
    const [identity, prekeys, keys, peers, ring] = await Promise.all([
      drawer.get("identity/own"),
      drawer.list("prekey"),
      drawer.list("key"),
      drawer.list("peer"),
      drawer.list("ring"),
    ]);
    this.identity = identity;
    this.prekeys = new Map(prekeys.map((each) => [each.prekey.seq, each]));
    this.keys = new Map(keys.map((each) => [each.keyId, each]));
    this.peers = new Map(peers.map((each) => [each.id, each]));
    this.devices = new Set(ring.map(({ id }) => id).filter(isDevice));
    this.#changed();
  }

  /** The newest prekey: the one to be handed out. */
  get prekey(): KeptPrekey | undefined {
    return [...this.prekeys.values()].reduce<KeptPrekey | undefined>(
      (newest, each) => (newest && newest.prekey.seq > each.prekey.seq ? newest : each),
      undefined,
    );
  }

  /** Writes in one transaction what `decide` says after a look at these keys, and lets the other tabs know. */
  async change(keys: readonly KeptKey[], decide: (found: Look) => readonly Write[]): Promise<void> {
    let written: readonly Write[] = [];
    await this.drawer.change(keys, (found) => (written = decide(found)));
    if (written.length === 0) return;
    for (const write of written) this.#note(write);
    this.drawer.tell();
    this.#changed();
  }

  async clear(): Promise<void> {
    await this.drawer.clear();
    this.drawer.tell();
    await this.load();
  }

  #note([key, value]: Write): void {
    const [kind = "", id = ""] = key.split("/");
    const put = <T>(map: Map<string, T>) => (value === undefined ? map.delete(id) : map.set(id, value as T));
    if (kind === "identity") this.identity = value as KeptIdentity | undefined;
    else if (kind === "key") put(this.keys);
    else if (kind === "peer") put(this.peers);
    else if (kind === "ring" && isDevice(id)) this.devices.add(id);
    else if (kind === "prekey" && value) this.prekeys.set(Number(id), value as KeptPrekey);
  }
}

/** Opens a person's drawer and reads it. Rejects where either cannot be done, with nothing left open. */
export async function openOwnKeys(storage: PrivateStorage, person: PersonId, changed: () => void): Promise<OwnKeys> {
  const drawer = await storage.open(person);
  const own = new OwnKeys(drawer, changed);
  try {
    await own.load();
  } catch (error) {
    drawer.close();
    throw error;
  }
  return own;
}

/** Each device has an item of its own in the keyring. */
function isDevice(item: string): boolean {
  return item.startsWith("device.");
}
