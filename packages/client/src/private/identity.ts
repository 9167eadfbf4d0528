import { importKeyPair, makeKeyPair, type KeyPair, type KeyPairSecret } from "./key-pair.ts";
import type { PublicIdentity } from "./public-identity.ts";
import { outcome, type Outcome } from "./trouble.ts";

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
