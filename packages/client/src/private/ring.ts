import type { RingItem } from "@parlor/protocol";
import { privateLimits } from "@parlor/protocol/limits";
import { box, unbox } from "./aes-gcm.ts";
import { fromBase64url, toBase64url } from "./base64url.ts";
import { concat, u16, u32, utf8, type Bytes } from "./bytes.ts";
import { systemChance, type Chance } from "./chance.ts";
import { asInteger, parseFields, type Fields } from "./json-fields.ts";
import { multipleOf, padTo, unpad } from "./padding.ts";
import { outcome, present, refuse, type Outcome } from "./trouble.ts";

/** Items are padded to a multiple of so many bytes, so that neither a label's length nor a phrase's shows. */
const step = 256;

/** The highest rev that four bytes hold. */
const revMost = 0xffff_ffff;

/**
 * An item's place: moved to another id, or handed out as another version, it does not open. A rev that four bytes do not hold
 * would stand for another one, so that an old item could be passed off as the newest. Throws Refused.
 */
function aadOf(id: string, rev: number): Bytes {
  return concat(utf8("ring-v1"), utf8(id), u32(asInteger(rev, 1, revMost)));
}

/**
 * Seals what the person's devices share, under the key of their recovery words: nonce ‖ AES-256-GCM. Trouble: malformed, when it
 * takes more room than an item has.
 */
export function sealItem(ring: CryptoKey, id: string, rev: number, content: object): Promise<Outcome<RingItem>> {
  return sealItemWith(systemChance, ring, id, rev, content);
}

export function sealItemWith(
  chance: Chance,
  ring: CryptoKey,
  id: string,
  rev: number,
  content: object,
): Promise<Outcome<RingItem>> {
  return outcome(async () => {
    const json = utf8(JSON.stringify(content));
    if (json.length > privateLimits.ringItem) return refuse("malformed");
    const plain = padTo(multipleOf(step, 2 + json.length), concat(u16(json.length), json));
    const sealed = toBase64url(await box(chance, ring, aadOf(id, rev), plain));
    return sealed.length > privateLimits.ringItem ? refuse("malformed") : { id, rev, sealed };
  });
}

/** Troubles: malformed, tampered (other words', another item's, or changed). The caller checks the fields of what it gets. */
export function openItem(ring: CryptoKey, { id, rev, sealed }: RingItem): Promise<Outcome<Fields>> {
  return outcome(async () => {
    const boxed = present(fromBase64url(sealed), "malformed");
    return parseFields(unpad(2, await unbox(ring, aadOf(id, rev), boxed)).content);
  });
}
