import { equalBytes, type Bytes } from "./bytes.ts";

/** Who somebody is to others: the key they sign with (Ed25519) and the one they receive with (X25519), 32 bytes each. */
export interface PublicIdentity {
  readonly signing: Bytes;
  readonly receiving: Bytes;
}

export function sameIdentity(a: PublicIdentity, b: PublicIdentity): boolean {
  return equalBytes(a.signing, b.signing) && equalBytes(a.receiving, b.receiving);
}
