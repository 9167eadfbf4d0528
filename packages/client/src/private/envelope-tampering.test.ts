import { describe, expect, test } from "vitest";
import { fromBase64url, toBase64url } from "./base64url.ts";
import { concat, type Bytes } from "./bytes.ts";
import { codeOf, opened, opening, sealed, someone, type SomeOne } from "./testing/people.ts";

const bytesOf = (text: string): Bytes => fromBase64url(text.slice(3)) ?? new Uint8Array();
const textOf = (bytes: Bytes): string => `p1.${toBase64url(bytes)}`;

/** How both readers judge an envelope of Ada's to Bo: the peer first, then its author. */
async function judged(text: string, ada: SomeOne, bo: SomeOne): Promise<string[]> {
  return Promise.all([codeOf(opened(text, opening(bo, ada))), codeOf(opened(text, opening(ada, bo, { by: "self" })))]);
}

describe.each(["message", "knock"] as const)("a %s", (kind) => {
  async function envelope() {
    const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
    const knock = { secrets: bo.secrets, name: "Ada" };
    const { text } = await sealed(ada, bo, "Is the kettle on?", kind === "knock" ? { knock } : {});
    return { ada, bo, text };
  }

  test(
    "SEAL-8 is refused by its peer and by its author with any of its bytes changed",
    { timeout: 120_000 },
    async () => {
      const { ada, bo, text } = await envelope();
      expect(await judged(text, ada, bo)).toEqual(["ok", "ok"]);
      const bytes = bytesOf(text);
      const accepted: string[] = [];
      for (let at = 0; at < bytes.length; at++) {
        const changed = bytes.map((byte, its) => (its === at ? byte ^ (1 << (at % 8)) : byte));
        const codes = await judged(textOf(changed), ada, bo);
        if (codes.includes("ok")) accepted.push(`byte ${at}: ${codes.join()}`);
      }
      expect(accepted).toEqual([]);
    },
  );

  test("SEAL-8 is refused by both with any byte of its header at any other value", { timeout: 120_000 }, async () => {
    const { ada, bo, text } = await envelope();
    const bytes = bytesOf(text);
    for (let at = 0; at < 2; at++) {
      for (let value = 0; value < 256; value++) {
        if (value === bytes[at]) continue;
        const changed = bytes.map((byte, its) => (its === at ? value : byte));
        expect(await judged(textOf(changed), ada, bo)).not.toContain("ok");
      }
    }
  });

  test("SEAL-8 is refused when it is cut, grown, spelled otherwise, or not an envelope", async () => {
    const { ada, bo, text } = await envelope();
    const bytes = bytesOf(text);
    const wrong = [
      "",
      "p1.",
      "p1",
      text.slice(3),
      `P1.${text.slice(3)}`,
      `${text}=`,
      `${text}A`,
      ` ${text}`,
      `${text}\n`,
      text.replace("p1.", "p1.A"),
      textOf(bytes.slice(0, -1)),
      textOf(bytes.slice(0, -64)),
      textOf(bytes.slice(0, 200)),
      textOf(concat(bytes, new Uint8Array(1))),
      "Is the kettle on?",
      `p1.${"A".repeat(50_000)}`,
    ];
    for (const text of wrong) expect(await judged(text, ada, bo)).not.toContain("ok");
    // As many bytes more as would make another power of two.
    const grown = concat(bytes, new Uint8Array(bytes.length - (kind === "knock" ? 250 : 182)));
    expect(await judged(textOf(grown), ada, bo)).toEqual(["tampered", "tampered"]);
  });

  test("SEAL-8 of a later suite or version says that a newer program is needed", async () => {
    const { ada, bo, text } = await envelope();
    expect(await judged(text.replace("p1.", "p2."), ada, bo)).toEqual(["newer", "newer"]);
    const bytes = bytesOf(text);
    expect(await judged(textOf(concat(Uint8Array.of(2), bytes.slice(1))), ada, bo)).toEqual(["newer", "newer"]);
  });
});

test("SEAL-8 the parts of two envelopes do not go together", async () => {
  const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
  const [one, two] = await Promise.all([sealed(ada, bo, "one"), sealed(ada, bo, "two")]);
  const [first, second] = [bytesOf(one.text), bytesOf(two.text)];
  for (const [from, to] of [
    [0, 6],
    [6, 86],
    [86, 166],
    [166, first.length],
    [6, 166],
  ] as const) {
    const mixed = concat(first.slice(0, from), second.slice(from, to), first.slice(to));
    const codes = await judged(textOf(mixed), ada, bo);
    expect(codes).toEqual(from === 0 ? ["ok", "ok"] : ["tampered", "tampered"]);
  }
});
