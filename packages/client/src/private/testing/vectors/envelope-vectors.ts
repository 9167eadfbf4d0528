import { toBase64url } from "../../base64url.ts";
import { fromUtf8 } from "../../bytes.ts";
import { formBody, type EnvelopeBody } from "../../envelope-body.ts";
import { cutEnvelope, wrapInfo, type Place } from "../../envelope-layout.ts";
import { sealEnvelopeWith } from "../../envelope-seal.ts";
import { keySecrets } from "../../key-secrets.ts";
import { publicPrekey } from "../../prekey.ts";
import { cardSecret, makeCardWith } from "../../card.ts";
import { value } from "../people.ts";
import { FixedChance, hex, type FixedPerson } from "./fixed-people.ts";

const conversationId = "0123456789ab";
const clientIdOf = (number: number) => `019a0000-0000-7000-8000-00000000000${number}`;

/** The private key that Ada knocks with: the generated one of the key vectors. */
export async function boKey(bo: FixedPerson) {
  return keySecrets({ is: "generated", secret: await cardSecret(makeCardWith(new FixedChance(), bo.shown)) });
}

/** One envelope with everything that went into it. */
async function envelopeVector(from: FixedPerson, to: FixedPerson, place: Place, body: EnvelopeBody, isKnock: boolean) {
  const chance = new FixedChance();
  const [sender, peer] = [from.shown.signing, to.shown.signing];
  const knock = isKnock ? { knock: { secrets: await boKey(to), name: from.name } } : {};
  const peerKeys = { identity: to.shown, prekey: publicPrekey(to.prekey) };
  const { text, hash } = value(
    await sealEnvelopeWith(chance, { place, identity: from.identity, peer: peerKeys, body, ...knock }),
  );
  const parts = cutEnvelope(text);
  const [key, ikmPeer, ikmSelf, boxNonce] = chance.drawn.map(hex);
  const shownFrom = isKnock ? { from: { identity: from.shown, name: from.name } } : {};
  return {
    kind: isKnock ? "knock" : "message",
    from: from.name,
    to: to.name,
    ...place,
    bodyJson: fromUtf8(formBody({ ...body, ...shownFrom })),
    key,
    ephemeralPeer: ikmPeer,
    ephemeralSelf: ikmSelf,
    ...(boxNonce === undefined ? {} : { boxNonce }),
    header: hex(parts.header),
    infoPeer: hex(wrapInfo("peer", place, sender, peer, to.prekey.pair.bytes)),
    infoSelf: hex(wrapInfo("self", place, sender, peer, from.shown.receiving)),
    text,
    hash,
  };
}

export async function envelopeVectors(ada: FixedPerson, bo: FixedPerson) {
  const of = (who: FixedPerson) => ({ device: who.device, prekey: publicPrekey(who.prekey) });
  const place = (number: number) => ({ conversationId, clientId: clientIdOf(number) });
  const first = { ...of(ada), text: "Is the kettle on?", n: 1, previous: "" };
  const knock = await envelopeVector(ada, bo, place(1), first, true);
  const answer = await envelopeVector(
    bo,
    ada,
    place(2),
    { ...of(bo), text: "Since seven. 🫖", n: 1, previous: "" },
    false,
  );
  const second = { ...of(ada), text: "x".repeat(300), n: 2, previous: knock.hash };
  return [knock, answer, await envelopeVector(ada, bo, place(3), second, false)];
}

/** Envelopes that Bo has to refuse when they are handed to him as Ada's, and the reason. */
export function refusedVectors(envelopes: Awaited<ReturnType<typeof envelopeVectors>>) {
  const [knock, answer, second] = envelopes;
  if (!knock || !answer || !second) throw new Error("three envelopes");
  const place = ({ conversationId, clientId }: Place) => ({ conversationId, clientId });
  const flipped = (text: string, at: number) => {
    const bytes = cutEnvelope(text);
    const all = [...bytes.front, ...bytes.sealed].map((byte, its) => (its === at ? byte ^ 1 : byte));
    return `p1.${toBase64url(Uint8Array.from(all))}`;
  };
  return [
    { why: "one bit of the content changed", ...place(second), text: flipped(second.text, 200), code: "tampered" },
    {
      why: "one bit of what only its author can open",
      ...place(second),
      text: flipped(second.text, 100),
      code: "tampered",
    },
    { why: "a prekey nobody has", ...place(second), text: flipped(second.text, 2), code: "no_key" },
    { why: "a later suite", ...place(second), text: flipped(second.text, 0).replace("p1.AQ", "p1.AA"), code: "newer" },
    {
      why: "moved to another conversation",
      ...place(second),
      conversationId: "zyxwvtsrqpnm",
      text: second.text,
      code: "tampered",
    },
    { why: "under another clientId", ...place(second), clientId: clientIdOf(9), text: second.text, code: "tampered" },
    { why: "his own, reflected as Ada's", ...place(answer), text: answer.text, code: "tampered" },
    { why: "padded base64", ...place(second), text: `${second.text}=`, code: "malformed" },
    { why: "clear text", ...place(second), text: "Is the kettle on?", code: "malformed" },
  ];
}
