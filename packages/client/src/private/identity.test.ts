import { expect, test } from "vitest";
import { fingerprint } from "./fingerprint.ts";
import { importIdentity, makeIdentity, publicIdentity } from "./identity.ts";
import { sameIdentity } from "./public-identity.ts";
import { importPrekey, makePrekey, publicPrekey } from "./prekey.ts";
import { codeOf, value } from "./testing/people.ts";

test("SEAL-6 no private key in use can be read out", async () => {
  const { identity, secret } = await makeIdentity();
  const { prekey } = await makePrekey(1);
  const back = value(await importIdentity(secret));
  for (const { privateKey } of [identity.signing, identity.receiving, back.signing, back.receiving, prekey.pair]) {
    expect(privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("pkcs8", privateKey)).rejects.toThrow();
    await expect(crypto.subtle.exportKey("jwk", privateKey)).rejects.toThrow();
  }
});

test("SEAL-6 an identity and a prekey come back from the keyring", async () => {
  const { identity, secret } = await makeIdentity();
  expect(sameIdentity(publicIdentity(value(await importIdentity(secret))), publicIdentity(identity))).toBe(true);
  const made = await makePrekey(7);
  expect(publicPrekey(value(await importPrekey(7, made.secret)))).toEqual(publicPrekey(made.prekey));
});

test("SEAL-6 halves that do not belong together are refused", async () => {
  const [one, other] = await Promise.all([makeIdentity(), makeIdentity()]);
  const mixed = (part: "signing" | "receiving") => ({
    ...one.secret,
    [part]: { private: one.secret[part].private, public: other.secret[part].public },
  });
  expect(await codeOf(importIdentity(mixed("signing")))).toBe("mismatch");
  expect(await codeOf(importIdentity(mixed("receiving")))).toBe("mismatch");
  const short = { private: one.secret.signing.private.slice(4), public: one.secret.signing.public };
  expect(await codeOf(importIdentity({ ...one.secret, signing: short }))).toBe("malformed");
});

test("SEAL-6 identities have fingerprints of thirty digits, each its own", async () => {
  const [one, other] = await Promise.all([makeIdentity(), makeIdentity()]);
  const print = await fingerprint(publicIdentity(one.identity));
  expect(print).toMatch(/^(\d{5} ){5}\d{5}$/);
  expect(await fingerprint(value(await importIdentity(one.secret)).signing && publicIdentity(one.identity))).toBe(
    print,
  );
  expect(await fingerprint(publicIdentity(other.identity))).not.toBe(print);
});
