import { privateLimits } from "@parlor/protocol/limits";
import { box, encrypt, nonceLength } from "./aes-gcm.ts";
import { toBase64url } from "./base64url.ts";
import { concat, sha256, u32, utf8, type Bytes } from "./bytes.ts";
import { systemChance, type Chance } from "./chance.ts";
import { deriveFrom } from "./derive.ts";
import { formBody, parseBody, type EnvelopeBody } from "./envelope-body.ts";
import { formEnvelope, formHeader, placeBytes, wrapInfo, type Place } from "./envelope-layout.ts";
import { wrapKey } from "./hpke.ts";
import { publicIdentity, type Identity } from "./identity.ts";
import type { PublicIdentity } from "./public-identity.ts";
import type { KeySecrets } from "./key-secrets.ts";
import { padTo, powerOfTwo } from "./padding.ts";
import type { PublicPrekey } from "./prekey.ts";
import { outcome, refuse, type Outcome } from "./trouble.ts";

export interface Sealing {
  readonly place: Place;
  /** One's own. */
  readonly identity: Identity;
  /** The pinned identity of the peer, and the newest prekey known of it. */
  readonly peer: { readonly identity: PublicIdentity; readonly prekey: PublicPrekey };
  readonly body: Omit<EnvelopeBody, "from">;
  /** As long as the peer has not accepted: the private key knocked with, and one's own display name. */
  readonly knock?: { readonly secrets: KeySecrets; readonly name: string };
}

/** What goes out as `message.send`'s text, and what the next message of this device carries as `previous`. */
export interface Sealed {
  readonly text: string;
  readonly hash: string;
}

/**
 * Seals one message to its peer and to oneself. Store the result before it is sent, and send the same one again (MSG-3).
 * Troubles: malformed (a text, name or place the protocol does not allow, or too long), weak_key.
 */
export function sealEnvelope(sealing: Sealing): Promise<Outcome<Sealed>> {
  return sealEnvelopeWith(systemChance, sealing);
}

export function sealEnvelopeWith(
  chance: Chance,
  { place, identity, peer, body, knock }: Sealing,
): Promise<Outcome<Sealed>> {
  return outcome(async () => {
    const from = knock && { from: { identity: publicIdentity(identity), name: knock.name } };
    const bytes = formBody({ ...body, ...from });
    parseBody(bytes, knock !== undefined); // What no reader would take is not sent.
    const header = formHeader({ prekeySeq: peer.prekey.seq, ...(knock && { hint: knock.secrets.hint }) });
    const sender = identity.signing.bytes;
    const key = chance.bytes(32);
    const wrap = (role: "peer" | "self", target: Bytes, ekm: Bytes | undefined) =>
      wrapKey({ target, info: wrapInfo(role, place, sender, peer.identity.signing, target), aad: header }, key, ekm);
    const [forPeer, forSelf, content, hash] = await Promise.all([
      wrap("peer", peer.prekey.key, chance.ephemeral()),
      wrap("self", identity.receiving.bytes, chance.ephemeral()),
      contentKey(key),
      sha256(bytes),
    ]);
    const boxed = knock ? await box(chance, knock.secrets.knock, header, concat(sender, forPeer)) : forPeer;
    const front = concat(header, boxed, forSelf);
    const signed = await signedBytes(front, place, sender, peer.identity.signing, bytes);
    const signature = await crypto.subtle.sign("Ed25519", identity.signing.privateKey, signed);
    const plain = concat(u32(bytes.length), bytes, new Uint8Array(signature));
    const padded = padTo(powerOfTwo(plain.length), plain);
    const text = formEnvelope(front, await encrypt(content, contentNonce, front, padded));
    return text.length > privateLimits.envelope ? refuse("malformed") : { text, hash: toBase64url(hash) };
  });
}

/** Zero: the content key is made for one message and used once. */
export const contentNonce = new Uint8Array(nonceLength);

export async function contentKey(key: Bytes): Promise<CryptoKey> {
  return (await deriveFrom(key, "parlor-private-v1")).aesKey("body");
}

/** What the author signs: all that stands before the content, the place, both people, and the body; each but the last of fixed length. */
export async function signedBytes(front: Bytes, place: Place, sender: Bytes, peer: Bytes, body: Bytes): Promise<Bytes> {
  return concat(utf8("parlor-sig-v1"), await sha256(front), placeBytes(place), sender, peer, body);
}
