import type { Bytes } from "./bytes.ts";

/**
 * Where randomness comes from. Shipped code has one, `systemChance`; test vectors bring a fixed one to the functions ending
 * in `With`, which the package's face does not export.
 */
export interface Chance {
  bytes(length: number): Bytes;
  /** Key material for HPKE's ephemeral key. Undefined: the library makes it, and nobody ever sees it. */
  ephemeral(): Bytes | undefined;
}

export const systemChance: Chance = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  ephemeral: () => undefined,
};
