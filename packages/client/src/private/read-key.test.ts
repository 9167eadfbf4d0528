import { describe, expect, test } from "vitest";
import { phraseProblem } from "./phrase-problem.ts";
import { encodeKey, formatKey, keyLink } from "./private-key.ts";
import { readKey } from "./read-key.ts";

const secret = Uint8Array.from([
  0xff, 0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xe8,
]);
const code = encodeKey(secret);
const shown = formatKey(code);
const key = { is: "key", code, secret };

describe("a generated key", () => {
  test.each([
    shown,
    code,
    shown.toLowerCase(),
    ` ${shown}\n`,
    shown.replaceAll("-", " "),
    shown.replaceAll("-", "–"),
    shown.replaceAll("-", "\u00a0−\u200b"),
    code.replaceAll("0", "O").replaceAll("1", "l"),
    code.replaceAll("0", "o").replaceAll("1", "I"),
    `https://chat.example/#k=${code}`,
    `https://chat.example/#k=${shown}&from=mail`,
    `Write to me: ${keyLink("https://chat.example", code)} \n`,
    keyLink("http://localhost:3000", shown),
    `Here is my private key: ${shown}. Write to me!`,
    `My key is ${shown.replaceAll("-", " ")} and I am in room 1204`,
    `They that have keys send them like this ${shown}`,
    `“${shown}”`,
    `(${shown})`,
    `<${keyLink("https://chat.example", code)}>`,
    `[my key](${keyLink("https://chat.example", code)}) for you`,
    `"${keyLink("https://chat.example", shown)}", she wrote`,
    `key=${code}&from=mail`,
    `私の鍵は${shown}です`,
    `🔑${code}🔑`,
    `**${shown}**`,
    `> ${shown.slice(0, 15)}\n> ${shown.slice(15)}\n> see you`,
    `| key | ${shown} |`,
    // A mail program broke the line within a group.
    `Hi Bo,\r\n\r\n${shown.slice(0, 12)}\r\n${shown.slice(12)}\r\nBest, Ada`,
    `${shown.slice(0, 12)}=\r\n${shown.slice(12)}`,
    `> > ${shown.slice(0, 17)}\n> > ${shown.slice(17)}\n> > Ada`,
    `https://chat.example/a/long/path/#k=${code.slice(0, 10)}\n${code.slice(10)}\nBest, Ada`,
    `> https://chat.example/#k=${code.slice(0, 10)}\n> ${code.slice(10)}`,
    `https://chat.example/#k=3D${code}`,
    `https://checked.example/?url=https%3A%2F%2Fchat.example%2F%23k%3D${code}&data=1`,
    shown.replaceAll("-", "&#45;"),
    shown.replaceAll("-", "/"),
    JSON.stringify({ text: `My key:\n${shown}\nAda` }),
    JSON.stringify({ text: shown.replaceAll("-", "\u2011") }).replaceAll("\u2011", "\\u2011"),
    `https://mail.example/?body=my%20key%0A${shown}%0D%0Abye`,
    `key${shown}thanks`,
    `like-${shown}-this`,
    shown.replaceAll("-", "\\-"),
    shown.replaceAll("-", "&#8209;"),
    shown.replaceAll("-", "&ndash;"),
    `<p>Key:&nbsp;${shown.replaceAll("-", "-<wbr>")}</p>`,
    `<code>${shown.slice(0, 14)}</code><br />${shown.slice(14)}`,
    shown
      .split("-")
      .map((group) => `**${group}**`)
      .join("-"),
    `Key: ${code.toLowerCase()}, thanks`,
    shown.replaceAll(/[0-9A-Z]/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0)),
    `first 1XPW-KVZX-GYMG-QYWY-QM0J-WQR3-0000 then ${shown}`,
  ])("SEAL-3 is read from %j", (text) => {
    expect(readKey(text)).toEqual(key);
  });

  test.each([
    ["length", shown.slice(0, -1)],
    ["length", `${shown}A`],
    ["length", shown.slice(5)],
    ["length", shown.slice(0, 4 * 5)],
    ["letter", shown.replace("1", "U")],
    ["letter", `${code.slice(0, 12)}U${code.slice(13)}`],
    ["letter", `${code.slice(0, 12)}*${code.slice(13)}`],
    ["letter", `${code.slice(0, 12)}Ä${code.slice(13)}`],
    ["check", `${code.slice(0, 12)}${code.slice(13)}Z`],
    ["length", "1XPW-KVZX-GYMG-QYWY-QM0J-WQR3"],
    ["check", `My key is ${shown.slice(0, -1)}${shown.endsWith("Z") ? "Y" : "Z"}, write to me`],
    ["check", "correct horse battery staple now".replaceAll(" ", "").slice(0, 28).replaceAll("u", "v")],
  ])("SEAL-3 is known for mistyped: %s, %j", (what, text) => {
    expect(readKey(text)).toEqual({ is: "typo", what });
  });

  test("SEAL-3 of a later version is told apart from a typo", () => {
    let later = "";
    for (let a = 0; a < 32; a++) {
      for (let b = 0; b < 32; b++) {
        const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        const tried = `2${code.slice(1, 26)}${digits.charAt(a)}${digits.charAt(b)}`;
        if (readKey(tried).is === "newer") later += tried;
      }
    }
    expect(later).toHaveLength(28);
  });
});

describe("a phrase", () => {
  test.each([
    ["my cat eats 12 mice a day", "my cat eats 12 mice a day"],
    ["  my\tcat \n eats  ", "my cat eats"],
    ["ﬁne ＷＩＤＥ letters", "fine WIDE letters"],
    ["i love 1984 and its author", "i love 1984 and its author"],
    ["blue moon over rome", "blue moon over rome"],
    ["blue-moon-over-rome", "blue-moon-over-rome"],
    ["long love song that they sing here now", "long love song that they sing here now"],
    ["in 1984 they said that book will last 1234", "in 1984 they said that book will last 1234"],
    [keyLink("https://chat.example", "blue moon/over#rome & more"), "blue moon/over#rome & more"],
  ])("SEAL-3 %j is stretched as %j", (typed, phrase) => {
    expect(readKey(typed)).toEqual({ is: "phrase", phrase });
  });

  test("SEAL-3 composed and decomposed letters are one phrase", () => {
    expect(readKey("Zoë über Ångström")).toEqual(readKey("Zoë über Ångström".normalize("NFD")));
  });

  test.each([
    ["too_short", "abcdefg"],
    ["too_short", "a b c d e f g"],
    ["too_short", "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧"],
    ["too_short", ""],
    ["too_short", "abcdefg\u200b\u200b"],
    ["too_long", "x y z w ".repeat(40)],
    ["too_simple", "aaaaaaaaaaaa"],
    ["too_simple", "abcdabcdabcd"],
    ["too_simple", "12345678"],
    ["too_simple", "Qwertyui"],
    ["too_simple", "hgfedcba"],
    ["too_simple", "Password1!"],
    ["not_text", "what a \ud800 phrase"],
    ["not_text", "what a \u0000 phrase"],
    ["looks_like_key", shown],
    ["looks_like_key", shown.slice(0, -1)],
    ["looks_like_key", "abcd efgh ijkl mnop qrst vwxy zabc"],
    ["looks_like_key", "https://chat.example/#k=something"],
  ])("SEAL-3 is refused as %s: %j", (problem, phrase) => {
    expect(phraseProblem(phrase)).toBe(problem);
  });

  test.each(["blue moon over rome", "Käse & Brot um 8", "正しい馬の電池の針", "my cat eats 12 mice a day"])(
    "SEAL-3 can be chosen: %j",
    (phrase) => {
      expect(phraseProblem(phrase)).toBeUndefined();
    },
  );
});

test.each(["", "   ", " - - ", "\u200b"])("SEAL-3 %j is nothing", (text) => {
  expect(readKey(text)).toEqual({ is: "empty" });
});
