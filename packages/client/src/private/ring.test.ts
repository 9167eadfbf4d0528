import { entropyToMnemonic } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { describe, expect, test } from "vitest";
import { fromBase64url, toBase64url } from "./base64url.ts";
import { makeRecoveryEntropy, readRecoveryWords, recoverySecrets, recoveryWords } from "./recovery-words.ts";
import { openItem, sealItem } from "./ring.ts";
import { codeOf, value } from "./testing/people.ts";

const content = { code: "1ABC", label: "for the class", uses: 3 };

async function ring() {
  return (await recoverySecrets(makeRecoveryEntropy())).ring;
}

describe("an item of the keyring", () => {
  test("SEAL-18 opens under the words it was sealed with", async () => {
    const key = await ring();
    const item = value(await sealItem(key, "key.1", 2, content));
    expect(item).toEqual({ id: "key.1", rev: 2, sealed: expect.stringMatching(/^[\w-]+$/) });
    expect(value(await openItem(key, item))).toEqual(content);
  });

  test("SEAL-18 opens in no other place, in no other version, and under no other words", async () => {
    const key = await ring();
    const item = value(await sealItem(key, "key.1", 2, content));
    expect(await codeOf(openItem(key, { ...item, id: "key.2" }))).toBe("tampered");
    expect(await codeOf(openItem(key, { ...item, rev: 3 }))).toBe("tampered");
    expect(await codeOf(openItem(await ring(), item))).toBe("tampered");
    // As four bytes, these would be the rev it was sealed under.
    for (const rev of [2 ** 32 + 2, 2 - 2 ** 32, 2.5]) {
      expect(await codeOf(openItem(key, { ...item, rev }))).toBe("malformed");
      expect(await codeOf(sealItem(key, "key.1", rev, content))).toBe("malformed");
    }
  });

  test("SEAL-18 is refused with any of its bytes changed, and in another spelling", async () => {
    const key = await ring();
    const item = value(await sealItem(key, "identity", 1, content));
    const bytes = fromBase64url(item.sealed) ?? new Uint8Array();
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.map((byte, its) => (its === at ? byte ^ (1 << (at % 8)) : byte));
      expect(await codeOf(openItem(key, { ...item, sealed: toBase64url(changed) }))).toBe("tampered");
    }
    expect(await codeOf(openItem(key, { ...item, sealed: `${item.sealed}=` }))).toBe("malformed");
    expect(await codeOf(openItem(key, { ...item, sealed: "AAAA" }))).toBe("malformed");
  });

  test("SEAL-18 does not show how long a label is, and is refused when it takes too much room", async () => {
    const key = await ring();
    const length = async (label: string) => value(await sealItem(key, "key.1", 1, { ...content, label })).sealed.length;
    expect(await length("for the whole class of 2031")).toBe(await length("x"));
    expect(await codeOf(sealItem(key, "key.1", 1, { label: "x".repeat(2_700) }))).toBe("ok");
    expect(await codeOf(sealItem(key, "key.1", 1, { label: "x".repeat(2_900) }))).toBe("malformed");
  });

  test("SEAL-18 is another ciphertext each time", async () => {
    const key = await ring();
    const items = await Promise.all(
      Array.from({ length: 10 }, async () => value(await sealItem(key, "a", 1, content))),
    );
    expect(new Set(items.map(({ sealed }) => sealed.slice(0, 16))).size).toBe(10);
  });
});

describe("recovery words", () => {
  test("SEAL-18 are twelve, and give the same secrets again however they are typed", async () => {
    const entropy = makeRecoveryEntropy();
    const words = recoveryWords(entropy);
    expect(words).toHaveLength(12);
    for (const typed of [
      `  ${words.join("  \n").toUpperCase()}, `,
      words.map((word, at) => `${at + 1}. “${word}”`).join("\r\n"),
      `\uFEFF${words.join("\u200B")}\u2060`,
      words.map((word) => `• ${word.slice(0, 2)}\u00AD${word.slice(2)}`).join(" — "),
    ])
      expect(value(await readRecoveryWords(typed))).toEqual(entropy);
    const { login, loginHash } = await recoverySecrets(entropy);
    expect(login).toMatch(/^[\w-]{43}$/);
    expect(loginHash).toMatch(/^[\w-]{43}$/);
    expect((await recoverySecrets(value(await readRecoveryWords(words.join(" "))))).login).toBe(login);
  });

  test("SEAL-18 are BIP 39's", async () => {
    const words = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    expect(value(await readRecoveryWords(words))).toEqual(new Uint8Array(16).fill(0x7f));
    expect(recoveryWords(new Uint8Array(16))).toEqual(entropyToMnemonic(new Uint8Array(16), wordlist).split(" "));
  });

  test.each([
    "",
    "legal winner thank",
    "legal winner thank year wave sausage worth useful legal winner thank",
    "legal winner thank year wave sausage worth useful legal winner thank thank",
    "legal winner thank year wave sausage worth useful legal winner thank yelow",
    "legal winner thank year wave sausage worth useful legal winner thank yellow yellow",
  ])("SEAL-18 that are not twelve of the list, or whose check fails, are refused: %j", async (words) => {
    expect(await codeOf(readRecoveryWords(words))).toBe("malformed");
  });

  test("SEAL-18 cannot be read out of what they give", async () => {
    const { ring } = await recoverySecrets(makeRecoveryEntropy());
    expect(ring.extractable).toBe(false);
  });
});
