import { argon2id } from "@noble/hashes/argon2.js";
import { Aes128Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { describe, expect, test } from "vitest";
import { concat, utf8, type Bytes } from "./bytes.ts";
import { unwrapKey, wrapKey } from "./hpke.ts";
import { importKeyPair, importPublicKey, makeKeyPair, type Curve } from "./key-pair.ts";
import { toBase64url } from "./base64url.ts";
import { argon2, stretchHere } from "./stretch.ts";
import { Refused } from "./trouble.ts";

const hex = (text: string): Bytes => Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
const toHex = (bytes: ArrayBuffer | Uint8Array): string => Buffer.from(new Uint8Array(bytes)).toString("hex");
const pairOf = (curve: Curve, secret: string, shown: string) =>
  importKeyPair(curve, { private: toBase64url(hex(secret)), public: toBase64url(hex(shown)) });

const ode = utf8("Ode on a Grecian Urn");
const beauty = utf8("Beauty is truth, truth beauty");
const count0 = utf8("Count-0");

describe("RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256", () => {
  test("SEAL-4 AES-256-GCM: the vector published with the RFC (kem 32, kdf 1, aead 2)", async () => {
    const target = hex("430f4b9859665145a6b1ba274024487bd66f03a2dd577d7753c68d7d7d00c00c");
    const ikmE = hex("2cd7c601cefb3d42a62b04b7a9041494c06c7843818e0ce28a8f704ae7ab20f9");
    const wrap = await wrapKey({ target, info: ode, aad: count0 }, beauty, ikmE);
    expect(toHex(wrap)).toBe(
      "6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256" +
        "e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a",
    );
    const pair = await pairOf(
      "X25519",
      "497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d",
      toHex(target),
    );
    expect(pair.privateKey.extractable).toBe(false);
    expect(await unwrapKey(pair, ode, count0, wrap)).toEqual(beauty);
  });

  test("SEAL-4 AES-128-GCM: A.1.1, with the same library", async () => {
    const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });
    const ekm = hex("7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234");
    const pkR = hex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d");
    const recipientPublicKey = await importPublicKey("X25519", pkR);
    const { enc, ct } = await suite.seal({ recipientPublicKey, info: ode, ekm }, beauty, count0);
    expect(toHex(enc)).toBe("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431");
    expect(toHex(ct)).toBe(
      "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a",
    );
  });
});

test("SEAL-4 RFC 7748, section 6.1: X25519 through Web Crypto", async () => {
  const alice = await pairOf(
    "X25519",
    "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
    "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
  );
  const bob = await pairOf(
    "X25519",
    "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
    "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
  );
  for (const [own, other] of [
    [alice, bob],
    [bob, alice],
  ] as const) {
    const secret = await crypto.subtle.deriveBits({ name: "X25519", public: other.publicKey }, own.privateKey, 256);
    expect(toHex(secret)).toBe("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
  }
});

test.each([
  [
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  ],
  [
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  ],
  [
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  ],
])("SEAL-4 RFC 8032, section 7.1: Ed25519 through Web Crypto (%s)", async (secret, shown, message, signature) => {
  const pair = await pairOf("Ed25519", secret, shown);
  expect(toHex(await crypto.subtle.sign("Ed25519", pair.privateKey, hex(message)))).toBe(signature);
  expect(await crypto.subtle.verify("Ed25519", pair.publicKey, hex(signature), hex(message))).toBe(true);
  expect(await crypto.subtle.verify("Ed25519", pair.publicKey, hex(signature), hex(`${message}00`))).toBe(false);
});

test("SEAL-4 RFC 5869, appendix A.1: HKDF-SHA256 through Web Crypto", async () => {
  const base = await crypto.subtle.importKey("raw", new Uint8Array(22).fill(0x0b), "HKDF", false, ["deriveBits"]);
  const how = {
    name: "HKDF",
    hash: "SHA-256",
    salt: hex("000102030405060708090a0b0c"),
    info: hex("f0f1f2f3f4f5f6f7f8f9"),
  };
  expect(toHex(await crypto.subtle.deriveBits(how, base, 42 * 8))).toBe(
    "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
  );
});

test("SEAL-4 RFC 9106, section 5.3: Argon2id", () => {
  const tag = argon2id(new Uint8Array(32).fill(1), new Uint8Array(16).fill(2), {
    t: 3,
    m: 32,
    p: 4,
    dkLen: 32,
    key: new Uint8Array(8).fill(3),
    personalization: new Uint8Array(12).fill(4),
  });
  expect(toHex(tag)).toBe("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
});

test("SEAL-4 phrases are stretched with 64 MiB and two passes", async () => {
  expect(argon2).toEqual({ version: 0x13, m: 65_536, t: 2, p: 1, dkLen: 32 });
  const tag = await stretchHere(utf8("correct horse battery staple"), new Uint8Array(16).fill(2));
  expect(toHex(tag)).toBe(toHex(argon2id("correct horse battery staple", new Uint8Array(16).fill(2), argon2)));
}, 60_000);

/** Every encoding of a point of small order (RFC 7748, section 6.1): the secret with any of them would be all zero. */
const lowOrder = [
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
  "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  // The same with the top bit set, which X25519 masks away.
  "0000000000000000000000000000000000000000000000000000000000000080",
  "0100000000000000000000000000000000000000000000000000000000000080",
  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b880",
  "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f11d7",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
];

test.each(lowOrder)("SEAL-4 nothing is sealed to the low-order key %s, and nothing from it opens", async (point) => {
  const nothing = new Uint8Array();
  const sealing = wrapKey({ target: hex(point), info: nothing, aad: nothing }, new Uint8Array(32));
  await expect(sealing).rejects.toEqual(new Refused({ code: "weak_key" }));
  const { pair } = await makeKeyPair("X25519");
  const opening = unwrapKey(pair, nothing, nothing, concat(hex(point), new Uint8Array(48)));
  await expect(opening).rejects.toEqual(new Refused({ code: "tampered" }));
  await expect(
    crypto.subtle.deriveBits(
      { name: "X25519", public: await importPublicKey("X25519", hex(point)) },
      pair.privateKey,
      256,
    ),
  ).rejects.toThrow();
});

test.each([
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
])("SEAL-4 nobody signs with the small-order key %s, whatever its sign", async (y) => {
  const signed = hex(y).map((byte, at) => (at === 31 ? byte | 0x80 : byte));
  for (const key of [hex(y), signed]) {
    await expect(importPublicKey("Ed25519", key)).rejects.toEqual(new Refused({ code: "weak_key" }));
  }
});
