import { deriveFrom } from "../../derive.ts";
import { fingerprint } from "../../fingerprint.ts";
import { recoverySecrets, recoveryWords } from "../../recovery-words.ts";
import { sealItemWith } from "../../ring.ts";
import { value } from "../people.ts";
import { envelopeVectors, refusedVectors } from "./envelope-vectors.ts";
import { FixedChance, fixedPerson, hex, type FixedPerson } from "./fixed-people.ts";
import { keyVectors } from "./key-vectors.ts";

const about =
  "Test vectors of docs/security.md. Bytes are hex, or base64url where they travel so. `ephemeralPeer` and `ephemeralSelf` are the ikm of " +
  "RFC 9180's DeriveKeyPair. Made by `npx vitest run packages/client/src/private/vectors.test.ts --update`; every secret in here is public.";

/** Everything docs/private-vectors.json says: the same in every run. */
export async function makePrivateVectors() {
  const [ada, bo] = await Promise.all([fixedPerson("Ada"), fixedPerson("Bo")]);
  const envelopes = await envelopeVectors(ada, bo);
  return {
    about,
    people: { Ada: await shown(ada), Bo: await shown(bo) },
    keysOfBo: await keyVectors(bo),
    envelopes,
    refusedByBo: refusedVectors(envelopes),
    recovery: await recoveryVectors(),
  };
}

async function shown({ secret, prekeySecret, shown, device }: FixedPerson) {
  return { ...secret, prekeys: [{ seq: 1, ...prekeySecret }], device, fingerprint: await fingerprint(shown) };
}

async function recoveryVectors() {
  const entropy = new FixedChance().bytes(16);
  const { ring, login, loginHash } = await recoverySecrets(entropy);
  const source = await deriveFrom(entropy, "parlor-recovery-v1");
  const chance = new FixedChance();
  const content = { label: "for the class", uses: 3 };
  const item = value(await sealItemWith(chance, ring, "key.0f9d2c1e-7a40-4f51-9a63-1d5a0f6f2b11", 2, content));
  return {
    entropy: hex(entropy),
    words: recoveryWords(entropy).join(" "),
    ringKey: hex(await source.bytes("ring", 32)),
    login,
    loginHash,
    item: { ...item, nonce: chance.drawn.map(hex).join(), content },
  };
}
