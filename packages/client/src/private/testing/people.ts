import { makeCard, cardSecret } from "../card.ts";
import { sealEnvelope, type Sealed, type Sealing } from "../envelope-seal.ts";
import { openEnvelope, type Opened, type Opening } from "../envelope-open.ts";
import type { Place } from "../envelope-layout.ts";
import { makeIdentity, publicIdentity, type Identity } from "../identity.ts";
import type { PublicIdentity } from "../public-identity.ts";
import { keySecrets, type KeySecrets } from "../key-secrets.ts";
import { makePrekey, publicPrekey, type Prekey } from "../prekey.ts";
import type { Outcome, PrivateTrouble } from "../trouble.ts";

/** Somebody with everything it takes to be written to. */
export interface SomeOne {
  readonly name: string;
  readonly identity: Identity;
  readonly shown: PublicIdentity;
  readonly prekey: Prekey;
  readonly secrets: KeySecrets;
  readonly device: string;
}

export const place: Place = { conversationId: "0123456789ab", clientId: "019a0000-0000-7000-8000-000000000001" };

export async function someone(name: string, prekeySeq = 1): Promise<SomeOne> {
  const { identity } = await makeIdentity();
  const shown = publicIdentity(identity);
  const { prekey } = await makePrekey(prekeySeq);
  const secrets = await keySecrets({ is: "generated", secret: await cardSecret(makeCard(shown)) });
  return { name, identity, shown, prekey, secrets, device: deviceId() };
}

/** What `from` seals for `to`; `over` replaces any part of it. */
export function sealing(from: SomeOne, to: SomeOne, text: string, over: Partial<Sealing> = {}): Sealing {
  return {
    place,
    identity: from.identity,
    peer: { identity: to.shown, prekey: publicPrekey(to.prekey) },
    body: { text, device: from.device, n: 1, previous: "", prekey: publicPrekey(from.prekey) },
    ...over,
  };
}

export async function sealed(from: SomeOne, to: SomeOne, text: string, over: Partial<Sealing> = {}): Promise<Sealed> {
  return value(await sealEnvelope(sealing(from, to, text, over)));
}

/** How `reader` opens what the other one wrote, or what they wrote themselves. */
export function opening(reader: SomeOne, peer: SomeOne | undefined, over: Partial<Opening> = {}): Opening {
  return {
    place,
    by: "peer",
    identity: reader.identity,
    peers: peer ? [peer.shown] : [],
    prekey: (seq) => (seq === reader.prekey.seq ? reader.prekey : undefined),
    secrets: (hint) => (hint === reader.secrets.hint ? reader.secrets : undefined),
    ...over,
  };
}

export function opened(text: string, how: Opening): Promise<Outcome<Opened>> {
  return openEnvelope(text, how);
}

/** The value of an outcome that has to be good. */
export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.trouble.code}`);
  return outcome.value;
}

/** The code of an outcome: "ok", or that of its trouble. */
export async function codeOf(outcome: Promise<Outcome<unknown>>): Promise<"ok" | PrivateTrouble["code"]> {
  const settled = await outcome;
  return settled.ok ? "ok" : settled.trouble.code;
}

function deviceId(): string {
  const digits = () => Math.floor(Math.random() * 16).toString(16);
  return Array.from({ length: 16 }, digits).join("");
}
