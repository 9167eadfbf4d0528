import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { findLinks } from "./links.ts";

const hrefs = (text: string): (string | undefined)[] => findLinks(text).flatMap((piece) => piece.href ?? []);

describe("links", () => {
  test("http, https and mailto become links", () => {
    expect(hrefs("see http://a.example and HTTPS://b.example/x?y=1#z or mailto:ada@a.example")).toEqual([
      "http://a.example",
      "HTTPS://b.example/x?y=1#z",
      "mailto:ada@a.example",
    ]);
  });

  test("no other scheme does, however it is dressed", () => {
    const hostile = [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "data:text/html,x",
      "vbscript:x",
      "file:///etc/passwd",
      "ftp://a.example",
      "xhttp://a.example",
    ];
    for (const text of hostile) expect(hrefs(text)).toEqual([]);
    expect(hrefs("java\nscript:alert(1)//http:")).toEqual([]);
    expect(hrefs("http:// https:/// mailto: mailto:nobody")).toEqual([]);
  });

  test("the sentence's punctuation stays outside", () => {
    expect(hrefs("Look (https://a.example/b), then https://a.example/c. Or https://a.example/d?!")).toEqual([
      "https://a.example/b",
      "https://a.example/c",
      "https://a.example/d",
    ]);
  });

  test.each([
    ["https://a.example/b。続きです", "https://a.example/b"],
    ["「https://a.example/b」と言った", "https://a.example/b"],
    ["（https://a.example/b）を見て", "https://a.example/b"],
    ["https://a.example/b，然后", "https://a.example/b"],
    ["https://a.example/b！好", "https://a.example/b"],
    ["《https://a.example/b》", "https://a.example/b"],
    ["https://a.example/b\u3000次", "https://a.example/b"],
    ["https://a.example/b：続き", "https://a.example/b"],
    ["“https://a.example/b”", "https://a.example/b"],
    ["看“https://a.example/b”吧", "https://a.example/b"],
    ["«https://a.example/b»", "https://a.example/b"],
    ["اقرأ https://a.example/b، ثم", "https://a.example/b"],
    ["देखो https://a.example/b।", "https://a.example/b"],
    ["https://a.example/b⋯⋯", "https://a.example/b"],
    ["https://a.example/b・", "https://a.example/b"],
    ["⟨https://a.example/b⟩", "https://a.example/b"],
    ["⟦https://a.example/b⟧と", "https://a.example/b"],
    ["﹙https://a.example/b﹚", "https://a.example/b"],
    ["﴾https://a.example/b﴿", "https://a.example/b"],
    ["„https://a.example/b“", "https://a.example/b"],
    ["https://a.example/b។", "https://a.example/b"],
    ["https://a.example/b။", "https://a.example/b"],
    ["https://a.example/b።", "https://a.example/b"],
    ["https://a.example/b༎", "https://a.example/b"],
    ["https://a.example/b‼", "https://a.example/b"],
    ["https://a.example/b‽", "https://a.example/b"],
    ["https://a.example/b — see", "https://a.example/b"],
    ["https://a.example/b—", "https://a.example/b"],
    ["https://a.example/Newton–Euler", "https://a.example/Newton–Euler"],
    // Letters of these scripts belong to an address; their iteration mark is a letter too.
    ["https://a.example/東京の人々", "https://a.example/東京の人々"],
    ["https://a.example/ミニ・カー", "https://a.example/ミニ・カー"],
  ])("in %s the link is %s", (text, link) => {
    expect(hrefs(text)).toEqual([link]);
  });

  test.each([
    ["https://a.example/foo_", "https://a.example/foo_"],
    ["https://a.example/foo*", "https://a.example/foo*"],
    ["https://a.example/~", "https://a.example/~"],
    ["https://a.example/foo_.", "https://a.example/foo_"],
    ["see snake_case at https://a.example/foo_", "https://a.example/foo_"],
    ["2 * 3 at https://a.example/foo*", "https://a.example/foo*"],
    ["*bold* and https://a.example/foo*", "https://a.example/foo*"],
    ["_one\nhttps://a.example/foo_", "https://a.example/foo_"],
    ["_https://a.example/foo_", "https://a.example/foo"],
    ["**https://a.example/foo**", "https://a.example/foo"],
    ["*_https://a.example/foo_*", "https://a.example/foo"],
    ["~~https://a.example/foo~~", "https://a.example/foo"],
    ["*see https://a.example/foo*", "https://a.example/foo"],
    ["(*https://a.example/foo*).", "https://a.example/foo"],
    ["_https://a.example/foo__bar_", "https://a.example/foo__bar"],
    ["`https://a.example/foo`", "https://a.example/foo"],
    ["||https://a.example/foo||", "https://a.example/foo"],
    ["| https://a.example/foo|", "https://a.example/foo"],
    ["\\*https://a.example/foo\\*", "https://a.example/foo"],
    ["見て*https://a.example/foo*", "https://a.example/foo"],
    ["見て**https://a.example/foo**。", "https://a.example/foo"],
    ["見て**https://a.example/foo**ね", "https://a.example/foo"],
    ["*https://a.example/foo*입니다", "https://a.example/foo"],
    ["https://a.example/foo*入門", "https://a.example/foo*入門"],
  ])("of %s the link is %s", (text, link) => {
    expect(hrefs(text)).toEqual([link]);
  });

  test("emphasis around two links ends after the second", () => {
    expect(hrefs("*https://a.example/x and https://a.example/y*")).toEqual([
      "https://a.example/x",
      "https://a.example/y",
    ]);
  });

  test("what stands between two links without a space ends the first", () => {
    const both = ["https://a.example/x", "https://b.example/y"];
    for (const between of [",", ";", "|", "](", ", ", "、"]) expect(hrefs(both.join(between))).toEqual(both);
    expect(hrefs("[https://a.example/x](https://b.example/y)")).toEqual(both);
    expect(hrefs("https://archive.example/web/https://a.example/x")).toHaveLength(1);
    expect(hrefs("https://a.example/?to=https://b.example/y")).toHaveLength(1);
  });

  test("balanced brackets stay inside", () => {
    expect(hrefs("https://en.example/wiki/Parlor_(room)")).toEqual(["https://en.example/wiki/Parlor_(room)"]);
    expect(hrefs("(https://en.example/wiki/Parlor_(room))")).toEqual(["https://en.example/wiki/Parlor_(room)"]);
    expect(hrefs("[https://[::1]:3000/]")).toEqual(["https://[::1]:3000/"]);
  });

  test("invisible characters and quotes end a link", () => {
    expect(hrefs("https://a.example/\u202Egpj.exe")).toEqual(["https://a.example/"]);
    expect(hrefs('https://a.example/"onmouseover="x')).toEqual(["https://a.example/"]);
    expect(hrefs("https://a.example/\u200Bx")).toEqual(["https://a.example/"]);
  });

  test("the pieces always join to the text", () => {
    const parts = constantFrom(
      "http://",
      "https://",
      "mailto:",
      "a.b",
      "@",
      "(",
      ")",
      "]",
      ".",
      " ",
      "\n",
      "é",
      "🎉",
      "\u202E",
      "<",
      '"',
      "_",
      "*",
      "。",
    );
    assert(
      property(array(parts, { maxLength: 60 }), (chosen) => {
        const text = chosen.join("");
        expect(
          findLinks(text)
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });

  test("texts made to be slow take no time", () => {
    const slow = [
      "http://".repeat(571),
      "(".repeat(3_990) + "http://a",
      `http://a${")".repeat(3_990)}`,
      `http://a${"()".repeat(1_990)}.`,
      "mailto:@".repeat(500),
      "_http://a.b ".repeat(330),
      "http://: ".repeat(440),
      `${"_*".repeat(1_990)}http://a`,
      `http://a/${"_".repeat(3_980)}`,
      `https://a/${".".repeat(3_980)}`,
      `https://a/${",".repeat(3_980)}`,
      `*https://a/${"*".repeat(3_980)}`,
      `https://a/${"](".repeat(1_990)}`,
      `https://a/${",https:/".repeat(490)}`,
    ];
    // The processor's time, since a busy machine makes every clock on the wall late.
    const before = process.cpuUsage();
    for (const text of slow) findLinks(text);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(slow.length * 50);
  });
});
