import type { Bytes } from "./bytes.ts";
import { importKeyPair, makeKeyPair, type KeyPair, type KeyPairSecret } from "./key-pair.ts";
import { outcome, type Outcome } from "./trouble.ts";

/** How long a prekey is handed out before the next one takes its place, in milliseconds: a week. */
export const prekeyLifeMs = 7 * 24 * 60 * 60_000;

/** The X25519 key that messages to somebody are sealed to for now. `seq` counts 1, 2, … per identity, below 2^32. */
export interface PublicPrekey {
  readonly seq: number;
  readonly key: Bytes;
}

/** One of one's own. Kept for ever, since history has to open: there is no forward secrecy for what is kept. */
export interface Prekey {
  readonly seq: number;
  readonly pair: KeyPair;
}

/** A new prekey. Its secret is given out this once, for the keyring. */
export async function makePrekey(seq: number): Promise<{ prekey: Prekey; secret: KeyPairSecret }> {
  const { pair, secret } = await makeKeyPair("X25519");
  return { prekey: { seq, pair }, secret };
}

/** Brings a prekey back from the keyring. Troubles: malformed, mismatch. */
export function importPrekey(seq: number, secret: KeyPairSecret): Promise<Outcome<Prekey>> {
  return outcome(async () => ({ seq, pair: await importKeyPair("X25519", secret) }));
}

export function publicPrekey({ seq, pair }: Prekey): PublicPrekey {
  return { seq, key: pair.bytes };
}
