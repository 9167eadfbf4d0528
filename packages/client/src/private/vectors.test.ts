import { beforeAll, expect, test } from "vitest";
import { toBase64url } from "./base64url.ts";
import { openEnvelope, type Opening } from "./envelope-open.ts";
import { keySecrets } from "./key-secrets.ts";
import { readKey } from "./read-key.ts";
import { openRecord } from "./record.ts";
import { readRecoveryWords, recoverySecrets } from "./recovery-words.ts";
import { openItem } from "./ring.ts";
import { codeOf, value } from "./testing/people.ts";
import { boKey } from "./testing/vectors/envelope-vectors.ts";
import { fixedPerson, hex } from "./testing/vectors/fixed-people.ts";
import { makePrivateVectors } from "./testing/vectors/private-vectors.ts";

let vectors: Awaited<ReturnType<typeof makePrivateVectors>>;
beforeAll(async () => {
  vectors = await makePrivateVectors();
}, 60_000);

test("SEAL-19 the committed vectors are what this code makes", async () => {
  const text = `${JSON.stringify(vectors, undefined, 2)}\n`;
  await expect(text).toMatchFileSnapshot("../../../../docs/private-vectors.json");
});

async function openingOf(name: "Ada" | "Bo", place: Opening["place"], by: Opening["by"]): Promise<Opening> {
  const [ada, bo] = await Promise.all([fixedPerson("Ada"), fixedPerson("Bo")]);
  const [reader, peer] = name === "Ada" ? [ada, bo] : [bo, ada];
  const secrets = await boKey(bo);
  return {
    place,
    by,
    identity: reader.identity,
    peers: [peer.shown],
    prekey: (seq) => (seq === 1 ? reader.prekey : undefined),
    secrets: (hint) => (name === "Bo" && hint === secrets.hint ? secrets : undefined),
  };
}

test("SEAL-19 every envelope of theirs opens for both", async () => {
  for (const { from, text, hash, bodyJson, conversationId, clientId } of vectors.envelopes) {
    for (const name of ["Ada", "Bo"] as const) {
      const how = await openingOf(name, { conversationId, clientId }, name === from ? "self" : "peer");
      const opened = value(await openEnvelope(text, how));
      expect(opened.hash).toBe(hash);
      expect(JSON.parse(bodyJson ?? "")).toMatchObject({ t: opened.text, n: opened.n, d: opened.device });
    }
  }
});

test("SEAL-19 every refused one is refused for its reason", async () => {
  for (const { why, text, code, conversationId, clientId } of vectors.refusedByBo) {
    const how = await openingOf("Bo", { conversationId, clientId }, "peer");
    expect([why, await codeOf(openEnvelope(text, how))]).toEqual([why, code]);
  }
});

test("SEAL-19 their keys, records and ring item open", async () => {
  const { generated, phrase } = vectors.keysOfBo;
  const typed = readKey(generated.shown);
  if (typed.is !== "key") throw new Error(typed.is);
  const secrets = await keySecrets({ is: "generated", secret: typed.secret });
  expect([hex(typed.secret), secrets.lookup]).toEqual([generated.secret, generated.lookup]);
  const record = value(await openRecord(generated.record.sealed, secrets, generated.record.terms.issuedAt));
  expect(toBase64url(record.terms.prekey.key)).toBe(generated.record.terms.prekey.key);
  const stretched = Uint8Array.from(phrase.secret.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const ofPhrase = await keySecrets({ is: "phrase", secret: stretched });
  expect(value(await openRecord(phrase.record.sealed, ofPhrase, 1_800_000_000_000)).terms.name).toBe("Bo 🫖");
  const { words, login, item } = vectors.recovery;
  const recovered = await recoverySecrets(value(await readRecoveryWords(words)));
  expect(recovered.login).toBe(login);
  expect(value(await openItem(recovered.ring, item))).toEqual(item.content);
});
