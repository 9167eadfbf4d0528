import type { Milliseconds, RingItem } from "@parlor/protocol";
import type { Bytes } from "./bytes.ts";
import { makeIdentity, type Identity } from "./identity.ts";
import type { KeptIdentity } from "./kept.ts";
import type { OwnKeys } from "./own-keys.ts";
import { makePrekey } from "./prekey.ts";
import type { Write } from "./private-storage.ts";
import { makeRecoveryEntropy, recoverySecrets } from "./recovery-words.ts";
import { readIdentityContent, prekeyContent } from "./ring-content.ts";
import { openItem, sealItem } from "./ring.ts";
import { Refused } from "./trouble.ts";

/**
 * Makes an identity with its first prekey and a recovery phrase, unless there is one: of two tabs that do so at once, the first
 * one's holds. The secrets go into the keyring's items here, and are gone after that (SEAL-40).
 */
export async function giveBirth(own: OwnKeys, now: Milliseconds): Promise<void> {
  const entropy = makeRecoveryEntropy();
  const [{ ring, loginHash }, born, first] = await Promise.all([
    recoverySecrets(entropy),
    makeIdentity(),
    makePrekey(1),
  ]);
  const device = newDevice();
  const items = await Promise.all([
    item(ring, "identity", born.secret),
    item(ring, "prekey.1", prekeyContent(1, first.secret, now)),
    item(ring, `device.${device}`, { at: now }),
  ]);
  const identity: KeptIdentity = {
    identity: born.identity,
    since: now,
    device,
    ring,
    loginHash,
    isLoginTold: false,
    entropy,
  };
  await own.change(["identity/own"], (found) =>
    found("identity/own")
      ? []
      : [["identity/own", identity], ["prekey/1", { prekey: first.prekey, at: now }], ...items.map(dirty)],
  );
  // Another tab was quicker.
  if (own.identity?.device !== device) await own.load();
}

/** Brings an identity to this device from its item in the keyring. False when the words are not those it was sealed under. */
export async function bringBack(own: OwnKeys, entropy: Bytes, sealed: RingItem, now: Milliseconds): Promise<boolean> {
  const { ring, loginHash } = await recoverySecrets(entropy);
  const opened = await openItem(ring, sealed);
  if (!opened.ok) return false;
  const identity = await readIdentityContent(opened.value).catch(unlessRefused);
  if (!identity) return false;
  const device = newDevice();
  const me = await item(ring, `device.${device}`, { at: now });
  await own.clear();
  await own.change([], () => [
    ["identity/own", { identity, since: 0, device, ring, loginHash, isLoginTold: true }],
    ["ring/identity", { ...sealed, isTold: true }],
    dirty(me),
  ]);
  return true;
}

function newDevice(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function item(ring: CryptoKey, id: string, content: object): Promise<RingItem> {
  const sealed = await sealItem(ring, id, 1, content);
  if (!sealed.ok) throw new Refused(sealed.trouble);
  return sealed.value;
}

function dirty(sealed: RingItem): Write {
  return [`ring/${sealed.id}`, { ...sealed, isTold: false }];
}

function unlessRefused(error: unknown): Identity | undefined {
  if (error instanceof Refused) return undefined;
  throw error;
}
