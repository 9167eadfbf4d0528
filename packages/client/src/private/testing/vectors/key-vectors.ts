import { toBase64url } from "../../base64url.ts";
import { utf8 } from "../../bytes.ts";
import { cardSecret, makeCardWith } from "../../card.ts";
import { deriveFrom } from "../../derive.ts";
import { keySecrets } from "../../key-secrets.ts";
import { normalisePhrase } from "../../phrase.ts";
import { encodeKey, formatKey, type PrivateKey } from "../../private-key.ts";
import { readKey } from "../../read-key.ts";
import { sealRecordWith } from "../../record.ts";
import { formTerms, type Terms } from "../../record-terms.ts";
import { publicPrekey } from "../../prekey.ts";
import { argon2, stretchHere, stretchPhrase } from "../../stretch.ts";
import { FixedChance, hex, type FixedPerson } from "./fixed-people.ts";

/** What follows from a key, and a record under it. */
async function keyVector(owner: FixedPerson, key: PrivateKey, terms: Terms, salt: FixedChance) {
  const card = makeCardWith(salt, owner.shown);
  const secrets = await keySecrets(key);
  const source = await deriveFrom(key.secret, "parlor-private-key-v1");
  const chance = new FixedChance();
  const record = await sealRecordWith(chance, { secrets, card, identity: owner.identity, terms });
  return {
    is: key.is,
    secret: hex(key.secret),
    card: hex(card.bytes),
    lookup: secrets.lookup,
    lookupHash: secrets.lookupHash,
    hint: secrets.hint,
    cardKey: hex(await source.bytes("card", 32)),
    knockKey: hex(await source.bytes("knock", 32)),
    macKey: hex(await source.bytes("mac", 32)),
    record: {
      nonce: chance.drawn.map(hex).join(),
      terms: { ...terms, prekey: { seq: terms.prekey.seq, key: toBase64url(terms.prekey.key) } },
      signedJson: new TextDecoder().decode(formTerms(terms).json),
      sealed: record,
    },
  };
}

export async function keyVectors(owner: FixedPerson) {
  const secret = await cardSecret(makeCardWith(new FixedChance(), owner.shown));
  const code = encodeKey(secret);
  const terms = { name: owner.name, prekey: publicPrekey(owner.prekey), seq: 1, issuedAt: 1_800_000_000_000 };
  const generated = await keyVector(owner, { is: "generated", secret }, terms, new FixedChance());
  const typed = "  My kettle\tsings at ７ ";
  const phraseSalt = utf8("parlor-test-salt");
  const stretched = await stretchPhrase(stretchHere, normalisePhrase(typed), phraseSalt);
  const limited = { ...terms, name: "Bo 🫖", seq: 2, expiresAt: 1_900_000_000_000 };
  const phrase = await keyVector(owner, { is: "phrase", secret: stretched }, limited, new FixedChance());
  return {
    generated: { code, shown: formatKey(code), ...generated },
    phrase: {
      typed,
      normalised: normalisePhrase(typed),
      phraseSalt: toBase64url(phraseSalt),
      argon2id: argon2,
      ...phrase,
    },
    typed: [
      formatKey(code).toLowerCase(),
      `https://chat.example/#k=${code}`,
      code.replaceAll("1", "l").replaceAll("0", "O"),
      formatKey(code).slice(0, -1),
      code.replace("1", "U"),
      code.replace("1", "2"),
      typed,
      "",
    ].map((text) => ({ text, ...shownReading(text) })),
  };
}

function shownReading(text: string) {
  const read = readKey(text);
  return read.is === "key" ? { is: read.is, code: read.code } : read;
}
