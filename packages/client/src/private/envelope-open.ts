import { unbox } from "./aes-gcm.ts";
import { toBase64url } from "./base64url.ts";
import { equalBytes, sha256, type Bytes } from "./bytes.ts";
import { parseBody, type EnvelopeBody } from "./envelope-body.ts";
import { openContent, type Parties } from "./envelope-content.ts";
import { cutEnvelope, wrapInfo, type EnvelopeParts, type Place } from "./envelope-layout.ts";
import { unwrapKey } from "./hpke.ts";
import type { Identity } from "./identity.ts";
import { sameIdentity, type PublicIdentity } from "./public-identity.ts";
import type { KeyPair } from "./key-pair.ts";
import type { KeySecrets } from "./key-secrets.ts";
import type { Prekey } from "./prekey.ts";
import { outcome, present, refuse, Refused, type Outcome } from "./trouble.ts";

type Found<T> = T | undefined | Promise<T | undefined>;

export interface Opening {
  readonly place: Place;
  /** Whose word the server's `by` makes it: the peer's, or one's own. */
  readonly by: "peer" | "self";
  /** One's own. */
  readonly identity: Identity;
  /** The peer's identities trusted at this place of the log, the newest first; none before the first contact. */
  readonly peers: readonly PublicIdentity[];
  /** One's own prekey of this seq. */
  readonly prekey: (seq: number) => Found<Prekey>;
  /** What follows from one's own private key of this hint, ended ones included. */
  readonly secrets: (hint: string) => Found<KeySecrets>;
}

export interface Opened extends EnvelopeBody {
  /** SHA-256 of the body, base64url: what the device's next message must name as `previous`. */
  readonly hash: string;
  /** Of a knock: the private key it came through. */
  readonly hint?: string;
}

/**
 * Opens one message of a conversation. Troubles: malformed, newer, no_key (a prekey, private key or peer this browser does not
 * know), tampered (also: moved, reflected, another's), bad_signature, weak_key, mismatch, and changed: a sound knock of an identity that
 * is not among `peers`.
 */
export function openEnvelope(text: string, opening: Opening): Promise<Outcome<Opened>> {
  return outcome(async () => {
    const parts = cutEnvelope(text);
    return opening.by === "self" ? openOwn(parts, opening) : openPeers(parts, opening);
  });
}

async function openOwn(parts: EnvelopeParts, { place, identity, peers }: Opening): Promise<Opened> {
  const sender = identity.signing;
  const target = identity.receiving;
  const opened = await firstThatOpens(peers, async ({ signing }) => {
    const info = wrapInfo("self", place, sender.bytes, signing, target.bytes);
    const key = await unwrapKey(target, info, parts.header, parts.self);
    return openBody(parts, key, { place, sender: sender.bytes, peer: signing });
  });
  const isMine = opened.from === undefined || equalBytes(opened.from.identity.receiving, target.bytes);
  return isMine ? opened : refuse("mismatch");
}

async function openPeers(parts: EnvelopeParts, opening: Opening): Promise<Opened> {
  const { place, identity, peers } = opening;
  const mine = identity.signing.bytes;
  const own = present(await opening.prekey(parts.prekeySeq), "no_key");
  if (parts.hint === undefined) {
    return firstThatOpens(peers, ({ signing }) => openWrap(parts, own.pair, parts.peer, place, signing, mine));
  }
  const { knock } = present(await opening.secrets(parts.hint), "no_key");
  const boxed = await unbox(knock, parts.header, parts.peer);
  const sender = boxed.slice(0, 32);
  const opened = await openWrap(parts, own.pair, boxed.slice(32), place, sender, mine);
  const { identity: shown, name } = present(opened.from, "malformed");
  if (equalBytes(sender, mine)) return refuse("mismatch");
  if (peers.length > 0 && !peers.some((peer) => sameIdentity(peer, shown))) {
    throw new Refused({ code: "changed", identity: shown, name });
  }
  return opened;
}

async function openWrap(parts: EnvelopeParts, own: KeyPair, wrap: Bytes, place: Place, sender: Bytes, mine: Bytes) {
  const key = await unwrapKey(own, wrapInfo("peer", place, sender, mine, own.bytes), parts.header, wrap);
  return openBody(parts, key, { place, sender, peer: mine });
}

async function openBody(parts: EnvelopeParts, key: Bytes, parties: Parties): Promise<Opened> {
  const bytes = await openContent(key, parts.front, parties, parts.sealed);
  const body = parseBody(bytes, parts.hint !== undefined);
  if (body.from && !equalBytes(body.from.identity.signing, parties.sender)) return refuse("mismatch");
  const hint = parts.hint === undefined ? {} : { hint: parts.hint };
  return { ...body, ...hint, hash: toBase64url(await sha256(bytes)) };
}

/** Which of a peer's identities a message belongs to shows by which opens it; mostly there is one. */
async function firstThatOpens(
  peers: readonly PublicIdentity[],
  open: (peer: PublicIdentity) => Promise<Opened>,
): Promise<Opened> {
  for (const [at, peer] of peers.entries()) {
    try {
      return await open(peer);
    } catch (error) {
      if (!(error instanceof Refused) || error.trouble.code !== "tampered" || at === peers.length - 1) throw error;
    }
  }
  return refuse("no_key");
}
