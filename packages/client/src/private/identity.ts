import { equalBytes, type Bytes } from "./bytes.ts";
import { importKeyPair, makeKeyPair, type KeyPair, type KeyPairSecret } from "./key-pair.ts";
import { outcome, type Outcome } from "./trouble.ts";

/** Who somebody is to others: the key they sign with (Ed25519) and the one they receive with (X25519), 32 bytes each. */
export interface PublicIdentity {
  readonly signing: Bytes;
  readonly receiving: Bytes;
}

/** One's own identity in use. No private half can be read out; IndexedDB can hold it. */
export interface Identity {
  readonly signing: KeyPair;
  readonly receiving: KeyPair;
}

/** What the keyring keeps of an identity (docs/security.md, "The keyring"). */
export interface IdentitySecret {
  readonly signing: KeyPairSecret;
  readonly receiving: KeyPairSecret;
}

/** A new identity. Its secret is given out this once: seal it into the keyring and let go of it. */
export async function makeIdentity(): Promise<{ identity: Identity; secret: IdentitySecret }> {
  const [signing, receiving] = await Promise.all([makeKeyPair("Ed25519"), makeKeyPair("X25519")]);
  return {
    identity: { signing: signing.pair, receiving: receiving.pair },
    secret: { signing: signing.secret, receiving: receiving.secret },
  };
}

/** Brings an identity back from the keyring. Troubles: malformed, mismatch. */
export function importIdentity(secret: IdentitySecret): Promise<Outcome<Identity>> {
  return outcome(async () => ({
    signing: await importKeyPair("Ed25519", secret.signing),
    receiving: await importKeyPair("X25519", secret.receiving),
  }));
}

export function publicIdentity(identity: Identity): PublicIdentity {
  return { signing: identity.signing.bytes, receiving: identity.receiving.bytes };
}

export function sameIdentity(a: PublicIdentity, b: PublicIdentity): boolean {
  return equalBytes(a.signing, b.signing) && equalBytes(a.receiving, b.receiving);
}
