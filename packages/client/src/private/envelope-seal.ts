import { privateLimits } from "@parlor/protocol/limits";
import { box } from "./aes-gcm.ts";
import { toBase64url } from "./base64url.ts";
import { concat, sha256, type Bytes } from "./bytes.ts";
import { systemChance, type Chance } from "./chance.ts";
import { formBody, parseBody, type EnvelopeBody } from "./envelope-body.ts";
import { contentKey, sealContent } from "./envelope-content.ts";
import { formEnvelope, formHeader, wrapInfo, type Place } from "./envelope-layout.ts";
import { wrapKey } from "./hpke.ts";
import { publicIdentity, type Identity } from "./identity.ts";
import type { PublicIdentity } from "./public-identity.ts";
import type { KeySecrets } from "./key-secrets.ts";
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
    const parties = { place, sender, peer: peer.identity.signing };
    const text = formEnvelope(front, await sealContent(content, front, parties, bytes, identity.signing));
    return text.length > privateLimits.envelope ? refuse("malformed") : { text, hash: toBase64url(hash) };
  });
}
