import { describe, expect, test } from "vitest";
import { fromBase64url, toBase64url } from "./base64url.ts";
import { cardSecret, makeCard } from "./card.ts";
import { makeIdentity, publicIdentity } from "./identity.ts";
import { keySecrets } from "./key-secrets.ts";
import { makePrekey, publicPrekey } from "./prekey.ts";
import { openRecord, sealRecord } from "./record.ts";
import type { Terms } from "./record-terms.ts";
import { codeOf, value } from "./testing/people.ts";

const now = 1_800_000_000_000;

/** A key's owner, with all that stands behind one key of theirs. */
async function owner(kind: "generated" | "phrase" = "generated") {
  const { identity } = await makeIdentity();
  const card = makeCard(publicIdentity(identity));
  const secret = kind === "generated" ? await cardSecret(card) : crypto.getRandomValues(new Uint8Array(32));
  const secrets = await keySecrets({ is: kind, secret });
  const prekey = publicPrekey((await makePrekey(3)).prekey);
  const terms: Terms = { name: "Ada", prekey, seq: 5, issuedAt: now - 1_000 };
  const seal = (over: Partial<Terms> = {}) => sealRecord({ secrets, card, identity, terms: { ...terms, ...over } });
  return { identity, card, secrets, terms, seal };
}

describe.each(["generated", "phrase"] as const)("a record of a %s key", (kind) => {
  test("SEAL-5 opens for everyone who has the key, as its owner signed it", async () => {
    const { card, secrets, terms, seal } = await owner(kind);
    const record = await seal();
    expect(record).toMatch(/^[\w-]{64,4096}$/);
    expect(value(await openRecord(record, secrets, now))).toMatchObject({ card, terms });
    const limited = { ...terms, expiresAt: now + 1 };
    expect(value(await openRecord(await seal(limited), secrets, now)).terms).toEqual(limited);
  });

  test("SEAL-5 is refused with any of its bytes changed", async () => {
    const { secrets, seal } = await owner(kind);
    const bytes = fromBase64url(await seal()) ?? new Uint8Array();
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.map((byte, its) => (its === at ? byte ^ (1 << (at % 8)) : byte));
      expect(await codeOf(openRecord(toBase64url(changed), secrets, now))).toBe(at === 0 ? "newer" : "tampered");
    }
  });

  test("SEAL-5 is refused under another key, cut, grown, or in another spelling", async () => {
    const [one, other] = await Promise.all([owner(kind), owner(kind)]);
    const record = await one.seal();
    expect(await codeOf(openRecord(record, other.secrets, now))).toBe("tampered");
    expect(await codeOf(openRecord("", one.secrets, now))).toBe("malformed");
    expect(await codeOf(openRecord("AQ", one.secrets, now))).toBe("malformed");
    expect(await codeOf(openRecord(`${record}AAAA`, one.secrets, now))).toBe("tampered");
    expect(await codeOf(openRecord(`${record}=`, one.secrets, now))).toBe("malformed");
    expect(await codeOf(openRecord("A".repeat(4_097), one.secrets, now))).toBe("malformed");
  });

  test("SEAL-5 is refused when somebody who has the key puts a card of their own into it", async () => {
    const [ada, mallory] = await Promise.all([owner(kind), owner(kind)]);
    const swapped = { secrets: ada.secrets, card: mallory.card, identity: mallory.identity, terms: mallory.terms };
    // Anyone who knows a phrase can make its MAC. docs/security.md says so: a phrase is as good as it is hard to guess.
    expect(await codeOf(openRecord(await sealRecord(swapped), ada.secrets, now))).toBe(
      kind === "phrase" ? "ok" : "mismatch",
    );
  });

  test("SEAL-5 is refused when its terms are another's", async () => {
    const [ada, mallory] = await Promise.all([owner(kind), owner(kind)]);
    const forged = { secrets: ada.secrets, card: ada.card, identity: mallory.identity, terms: ada.terms };
    expect(await codeOf(openRecord(await sealRecord(forged), ada.secrets, now))).toBe("bad_signature");
  });

  test("SEAL-5 is refused past the end that its owner signed, whatever the server says", async () => {
    const { secrets, seal } = await owner(kind);
    const record = await seal({ expiresAt: now });
    expect(await codeOf(openRecord(record, secrets, now))).toBe("expired");
    expect(await codeOf(openRecord(record, secrets, now - 1))).toBe("ok");
  });

  test("SEAL-5 is refused when it is older than one of the same card seen before", async () => {
    const { secrets, seal } = await owner(kind);
    const record = await seal();
    const { cardHash } = value(await openRecord(record, secrets, now));
    const seen = (seq: number, prekeySeq: number) => (hash: string) =>
      hash === cardHash ? { seq, prekeySeq } : undefined;
    expect(await codeOf(openRecord(record, secrets, now, seen(5, 3)))).toBe("ok");
    expect(await codeOf(openRecord(record, secrets, now, seen(6, 3)))).toBe("rolled_back");
    expect(await codeOf(openRecord(record, secrets, now, seen(5, 4)))).toBe("rolled_back");
  });
});

test("SEAL-5 a generated key does not open as a phrase, nor the other way round", async () => {
  const [one, other] = await Promise.all([owner("generated"), owner("phrase")]);
  const asPhrase = await keySecrets({ is: "phrase", secret: one.secrets.key.secret });
  const asGenerated = await keySecrets({ is: "generated", secret: other.secrets.key.secret });
  expect(await codeOf(openRecord(await one.seal(), asPhrase, now))).toBe("mismatch");
  expect(await codeOf(openRecord(await other.seal(), asGenerated, now))).toBe("mismatch");
});

test("SEAL-5 the length of a name does not show, and the longest fits", async () => {
  const { seal } = await owner();
  const short = await seal({ name: "A" });
  expect(await seal({ name: "A somewhat longer name" })).toHaveLength(short.length);
  expect((await seal({ name: "語".repeat(512) })).length).toBeLessThanOrEqual(4_096);
});
