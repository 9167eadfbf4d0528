import type { RingItem } from "@parlor/protocol";
import { sameIdentity } from "./public-identity.ts";
import type { OwnKeys } from "./own-keys.ts";
import type { Write } from "./private-storage.ts";
import { readKeyContent, readPeerContent, readPrekeyContent } from "./ring-content.ts";
import { openItem } from "./ring.ts";
import { Refused } from "./trouble.ts";

/** What an item of the keyring changes on this device; `foreign` when it is not of this device's recovery phrase. */
export async function readItem(own: OwnKeys, item: RingItem): Promise<readonly Write[] | "foreign"> {
  if (!own.identity) return [];
  const opened = await openItem(own.identity.ring, item);
  if (!opened.ok) return "foreign";
  const [kind] = item.id.split(".");
  try {
    if (kind === "key") {
      const key = readKeyContent(opened.value);
      // What its record says is this device's own knowledge.
      const record = own.keys.get(key.keyId)?.record;
      return item.id === `key.${key.keyId}` ? [[`key/${key.keyId}`, { ...key, ...(record && { record }) }]] : [];
    }
    if (kind === "peer") {
      const peer = readPeerContent(opened.value);
      const known = own.peers.get(peer.id);
      // Prekeys travel in messages too, where this device may have heard a newer one.
      const isNewer = known && sameIdentity(known.pinned, peer.pinned) && known.prekey.seq > peer.prekey.seq;
      const prekey = isNewer ? known.prekey : peer.prekey;
      // What this device saw of a change stays, unless another device has come to trust it.
      const changed = known?.changed &&
        !sameIdentity(known.changed.identity, peer.pinned) && { changed: known.changed };
      return item.id === `peer.${peer.id}` ? [[`peer/${peer.id}`, { ...peer, prekey, ...changed }]] : [];
    }
    if (kind === "prekey") {
      const prekey = await readPrekeyContent(opened.value);
      return item.id === `prekey.${prekey.prekey.seq}` ? [[`prekey/${prekey.prekey.seq}`, prekey]] : [];
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  return [];
}
