import { describe, expect, test } from "vitest";
import { hookText } from "./hook-text.ts";

const json = (value: unknown, contentType = "application/json") =>
  hookText({ contentType, body: Buffer.from(JSON.stringify(value)) });
const plain = (body: string | Buffer, contentType = "text/plain") => hookText({ contentType, body: Buffer.from(body) });
const form = (fields: Record<string, string>) =>
  plain(new URLSearchParams(fields).toString(), "application/x-www-form-urlencoded");

describe("HOOK-4 what a sender may post", () => {
  test.each([
    [
      "JSON, exactly as typed",
      () => json({ text: "a <b> *c* &amp; <https://x.org> | d" }),
      "a <b> *c* &amp; <https://x.org> | d",
    ],
    [
      "a text with a link as only Slack writes it",
      () => json({ text: "<https://x.org|d> &lt;1&gt;" }),
      "d (https://x.org) <1>",
    ],
    ["JSON with a charset", () => json({ text: "hi" }, "Application/JSON; charset=UTF-8"), "hi"],
    ["JSON of another name", () => json({ text: "hi" }, "application/cloudevents+json"), "hi"],
    ["JSON with a byte-order mark", () => plain('\ufeff{"text":"hi"}', "application/json"), "hi"],
    ["plain text, without the line break at its end", () => plain("one\r\ntwo\r\n"), "one\ntwo"],
    ["no type at all", () => plain("hi", ""), "hi"],
    ["JSON that fetch calls plain text", () => plain('{"text":"hi"}', "text/plain;charset=UTF-8"), "hi"],
    ["JSON without a type", () => plain(' {"attachments":[{"text":"hi"}]}', ""), "hi"],
    ["JSON called text/json", () => plain('{"text":"hi"}', "text/json"), "hi"],
    ["JSON of another use as plain text", () => plain('{"level":30}'), '{"level":30}'],
    ["braces that are no JSON, as plain text", () => plain("{a} is done"), "{a} is done"],
    ["a charset in single quotes", () => plain("ü", "text/plain; charset = 'UTF-8'"), "ü"],
    ["an empty charset", () => plain("ü", "text/plain; charset="), "ü"],
    ["plain text in another charset", () => plain(Buffer.from([0xfc, 0x62]), 'text/plain; charset="iso-8859-1"'), "üb"],
    [
      "what curl -d sends",
      () => plain("Backup done: 90% of a&b", "application/x-www-form-urlencoded"),
      "Backup done: 90% of a&b",
    ],
    ["JSON that curl -d calls a form", () => plain('{"text":"hi"}', "application/x-www-form-urlencoded"), "hi"],
    ["a form's text", () => form({ text: "a & b", other: "c" }), "a & b"],
    [
      "Slack's payload",
      () => form({ payload: '{"text":"<https://x.org|build> &lt;1&gt;"}' }),
      "build (https://x.org) <1>",
    ],
    [
      "Slack's payload as curl -d sends it, not encoded",
      () => plain('payload={"text":"a & b: <https://x.org/?a=1&b=2|c>"}', "application/x-www-form-urlencoded"),
      "a & b: c (https://x.org/?a=1&b=2)",
    ],
    ["an indented first line", () => plain("\n\n  code\n"), "  code"],
  ])("HOOK-4 %s", (_what, read, wanted) => expect(read()).toBe(wanted));

  test.each([
    ["nothing", () => plain(""), "bad_request", /no text/],
    ["white space", () => plain(" \n\t "), "bad_request", /no text/],
    ["JSON without text", () => json({ action: "opened" }), "bad_request", /no "text"/],
    ["a text that is none", () => json({ text: { a: 1 } }), "bad_request", /"text".* has to be a string/],
    ["a number as text", () => json({ text: 5 }), "bad_request", /"text".* has to be a string/],
    ["a list", () => json([]), "bad_request", /an object/],
    ["null", () => json(null), "bad_request", /an object/],
    ["broken JSON", () => plain('{"text":', "application/json"), "bad_request", /well-formed JSON/],
    ["a broken payload", () => form({ payload: '{"text":' }), "bad_request", /well-formed JSON/],
    ["JSON 60,000 levels deep", () => plain("[".repeat(60_000), "application/json"), "bad_request", /well-formed JSON/],
    ["another type", () => plain("<a/>", "application/xml"), "bad_request", /not application\/xml/],
    ["bytes that are no UTF-8", () => plain(Buffer.from([0xff, 0xfe])), "bad_request", /not text in utf-8/],
    ["a charset nobody knows", () => plain("hi", "text/plain; charset=klingon"), "bad_request", /klingon is not known/],
    ["NUL", () => plain("a\0b"), "bad_request", /contains a NUL/],
    ["NUL in JSON", () => json({ text: "a\0b" }), "bad_request", /contains a NUL/],
    ["NUL in a form", () => form({ text: "a\0b" }), "bad_request", /contains a NUL/],
    [
      "half a character",
      () => plain('{"text":"\\ud800"}', "application/json"),
      "bad_request",
      /half of a surrogate pair/,
    ],
    ["4,001 units", () => plain("x".repeat(4_001)), "too_large", /4001.*4000/],
  ])("HOOK-4 refuses %s, and says why", (_what, read, code, message) => {
    expect(read).toThrow(expect.objectContaining({ coded: { code, message: expect.stringMatching(message) } }));
  });

  test("HOOK-4 4,000 units pass", () => expect(plain("x".repeat(4_000))).toHaveLength(4_000));
});

describe("HOOK-7 Slack's format", () => {
  test("HOOK-7 attachments follow the text, as Grafana and others send them", () => {
    const alert = {
      username: "Grafana",
      icon_url: "https://g.org/i.png",
      text: "",
      attachments: [
        {
          color: "#D63232",
          fallback: "[FIRING:1] CPU",
          title: "[FIRING:1] CPU",
          title_link: "https://g.org/alerting",
          text: "**Firing**\nValue: A=93",
          fields: [{ title: "host", value: "a1", short: true }, null, "odd"],
          footer: "Grafana v11",
        },
        { fallback: "only this" },
      ],
    };
    expect(json(alert)).toBe("[FIRING:1] CPU (https://g.org/alerting)\n**Firing**\nValue: A=93\nhost: a1\nonly this");
  });

  test("HOOK-7 blocks stand in for a missing text, rich text included", () => {
    const blocks = [
      { type: "header", text: { type: "plain_text", text: "Deploy" } },
      { type: "divider" },
      {
        type: "section",
        text: { type: "mrkdwn", text: "<!here> *v2* by <mailto:a@x.org|Ada>" },
        fields: [{ type: "mrkdwn", text: "env: prod" }],
      },
      { type: "image", image_url: "https://x.org/i.png", alt_text: "a chart" },
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "text", text: "see " },
              { type: "link", url: "https://x.org/1", text: "the log" },
              { type: "emoji", name: "tada" },
            ],
          },
        ],
      },
    ];
    const words = "Deploy\n@here *v2* by Ada (mailto:a@x.org)\nenv: prod\na chart\nsee the log (https://x.org/1):tada:";
    expect(json({ blocks })).toBe(words);
  });

  test.each([
    ["Build 7 failed", "tests: 3 red", "Build 7 failed\ntests: 3 red"],
    ["Build 7 failed", "*Build 7  failed*\ntests: 3 red", "*Build 7  failed*\ntests: 3 red"],
    ["Build 7 failed: tests", "Build 7 failed", "Build 7 failed: tests"],
    ["Deployed", "Deployed", "Deployed"],
    [" ", "Deployed", "Deployed"],
    ["Deployed", "", "Deployed"],
  ])("HOOK-7 nothing of the text %j and the block %j is lost or said twice", (text, words, wanted) => {
    expect(json({ text, blocks: [{ type: "section", text: { type: "mrkdwn", text: words } }] })).toBe(wanted);
  });

  test("HOOK-7 a button is a link, in a block, beside one, and in an attachment", () => {
    const button = (text: string, url?: string) => ({ type: "button", text: { type: "plain_text", text }, url });
    const blocks = [
      { type: "section", text: { type: "mrkdwn", text: "Failed" }, accessory: button("Logs", "https://x.org/1") },
      { type: "actions", elements: [button("Run again", "https://x.org/2"), button("Dismiss")] },
    ];
    expect(json({ blocks })).toBe("Failed\nLogs (https://x.org/1)\nRun again (https://x.org/2)\nDismiss");
    const actions = [{ type: "button", text: "Open", url: "https://x.org/3" }];
    expect(json({ attachments: [{ text: "Down", actions }] })).toBe("Down\nOpen (https://x.org/3)");
    expect(json({ attachments: [{ image_url: "https://x.org/i.png" }] })).toBe("https://x.org/i.png");
  });

  test.each(["unfurl_links", "link_names", "response_type", "thread_ts"])(
    "HOOK-7 a body with Slack's %s is in Slack's format",
    (field) => {
      expect(json({ text: "<https://x.org|log> a &lt; b", [field]: "1" })).toBe("log (https://x.org) a < b");
    },
  );

  test.each([
    ["<#C024BE7LR|general> and <#C024BE7LR>", "#general and #C024BE7LR"],
    ["<@U123|bo> and <@U123>", "@bo and @U123"],
    ["<!subteam^S1|@ops>, <!everyone>", "@ops, @everyone"],
    ["<!date^1392734382^{date}|18 February>", "18 February"],
    ["<tel:+49301|call> <HTTPS://X.org|x>", "call (tel:+49301) x (HTTPS://X.org)"],
    ["a < b > c <not slack> &lt;@U1&gt;", "a < b > c <not slack> <@U1>"],
  ])("HOOK-7 the markup %j reads as %j", (text, wanted) => {
    expect(json({ username: "CI", text })).toBe(wanted);
  });

  test("HOOK-7 numbers and booleans in attachments are words too", () => {
    const fields = [
      { title: "cpu", value: 93 },
      { title: "ok", value: false },
    ];
    expect(json({ attachments: [{ title: 7, fields }] })).toBe("7\ncpu: 93\nok: false");
  });

  test("HOOK-7 titles, tables and mentions of blocks have words", () => {
    const section = (...elements: object[]) => ({
      type: "rich_text",
      elements: [{ type: "rich_text_section", elements }],
    });
    const cell = (text: string) => ({ type: "raw_text", text });
    const blocks = [
      {
        type: "image",
        title: { type: "plain_text", text: "Load" },
        image_url: "https://x.org/i.png",
        alt_text: "a chart",
      },
      section(
        { type: "broadcast", range: "channel" },
        { type: "text", text: " see " },
        { type: "user", user_id: "U1" },
        { type: "text", text: " in " },
        { type: "channel", channel_id: "C1" },
        { type: "text", text: " at " },
        { type: "date", timestamp: 1, format: "{date}", fallback: "noon" },
      ),
      {
        type: "table",
        rows: [
          [cell("host"), cell("cpu")],
          [cell("a1"), section({ type: "text", text: "93" })],
        ],
      },
    ];
    expect(json({ blocks })).toBe("Load\na chart\n@channel see @U1 in #C1 at noon\nhost | cpu\na1 | 93");
  });

  test("HOOK-7 hostile shapes are read without harm", () => {
    let nested: unknown = { type: "text", text: "deep" };
    for (let level = 0; level < 2_000; level += 1) nested = { type: "section", elements: [nested] };
    expect(json({ text: "ok", blocks: [nested], attachments: "none", username: { a: 1 } })).toBe("ok");
    for (const blocks of [[nested], "x", [null, 5, [[]]], { length: 5 }])
      expect(() => json({ blocks })).toThrow(
        expect.objectContaining({ coded: expect.objectContaining({ code: "bad_request" }) }),
      );
  });
});
