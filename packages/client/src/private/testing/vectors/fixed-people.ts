import { fromBase64url, toBase64url } from "../../base64url.ts";
import { concat, sha256, utf8, type Bytes } from "../../bytes.ts";
import type { Chance } from "../../chance.ts";
import type { Curve, KeyPairSecret } from "../../key-pair.ts";
import { importIdentity, publicIdentity, type IdentitySecret } from "../../identity.ts";
import { importPrekey } from "../../prekey.ts";
import { value } from "../people.ts";

export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Chance that is none: the first draw is 00 01 02 …, the next 20 21 22 …, and so on. What was drawn stands in the vectors. */
export class FixedChance implements Chance {
  readonly drawn: Bytes[] = [];

  bytes(length: number): Bytes {
    const start = this.drawn.length * 0x20;
    const bytes = Uint8Array.from({ length }, (_, at) => (start + at) & 0xff);
    this.drawn.push(bytes);
    return bytes;
  }

  ephemeral(): Bytes {
    return this.bytes(32);
  }
}

/** PKCS #8 of 32 private bytes, as far as its start goes (RFC 8410). */
const starts = { Ed25519: "MC4CAQAwBQYDK2VwBCIEIA", X25519: "MC4CAQAwBQYDK2VuBCIEIA" };

/** A pair whose private half is SHA-256 of `label`. */
async function fixedPair(curve: Curve, label: string): Promise<KeyPairSecret> {
  const seed = await sha256(utf8(label));
  const start = fromBase64url(starts[curve]) ?? new Uint8Array();
  const uses: KeyUsage[] = curve === "Ed25519" ? ["sign"] : ["deriveBits"];
  const key = await crypto.subtle.importKey("pkcs8", concat(start, seed), curve, true, uses);
  const { x = "" } = await crypto.subtle.exportKey("jwk", key);
  return { private: toBase64url(seed), public: x };
}

/** Somebody whose keys are the same in every run. */
export async function fixedPerson(name: string) {
  const secret: IdentitySecret = {
    signing: await fixedPair("Ed25519", `Parlor vectors: ${name}, signing`),
    receiving: await fixedPair("X25519", `Parlor vectors: ${name}, receiving`),
  };
  const prekeySecret = await fixedPair("X25519", `Parlor vectors: ${name}, prekey 1`);
  const identity = value(await importIdentity(secret));
  const prekey = value(await importPrekey(1, prekeySecret));
  const device = hex(await sha256(utf8(`Parlor vectors: ${name}, device`))).slice(0, 16);
  return { name, secret, prekeySecret, identity, shown: publicIdentity(identity), prekey, device };
}

export type FixedPerson = Awaited<ReturnType<typeof fixedPerson>>;
