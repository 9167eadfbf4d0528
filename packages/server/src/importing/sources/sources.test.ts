import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { tempFolder } from "../../testing/temp-database.ts";
import { ImportReport } from "../import-report.ts";
import { readExport } from "../read-export.ts";

const AT = Date.UTC(2024, 0, 1);

/** A folder of these files: text as it is, anything else as JSON. */
function folderOf(files: Record<string, unknown>): string {
  const folder = tempFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content, null, 2));
  }
  return folder.path;
}

/** What an export brings: for each channel its messages by time, as [milliseconds, author, text]. */
async function read(path: string, channels: string[] = []) {
  const report = new ImportReport();
  const intake = await readExport(path, { channels }, report);
  onTestFinished(() => intake.close());
  const found: Record<string, [number, string | undefined, string][]> = {};
  for (const { channel } of intake.staged.channels()) {
    const messages = [...intake.staged.inOrder(channel)];
    const name = intake.channels[channel]?.name ?? "";
    found[name] = messages.map(({ at, author, text }) => [at - AT, intake.authors[author]?.name, text]);
  }
  return { found, leftOut: Object.fromEntries(report.leftOut), skipped: report.firstSkipped };
}

const slackAt = (seconds: number) => `${AT / 1_000 + seconds}.000200`;
const slack = {
  "users.json": [
    { id: "U1", name: "ada", team_id: "T1", profile: { display_name: "Ada L.", real_name: "Ada Lovelace" } },
    { id: "U2", name: "bo", profile: { display_name: "", real_name: "Bo" } },
  ],
  "channels.json": [
    { id: "C1", name: "general", purpose: { value: "For all" }, is_archived: false },
    { id: "C2", name: "attic", is_archived: true },
  ],
  "groups.json": [{ id: "G1", name: "secret" }],
  "dms.json": [{ id: "D1" }, { id: "D2" }],
  "secret/2024-01-01.json": [{ type: "message", user: "U1", text: "hidden", ts: slackAt(1) }],
  "attic/2024-01-01.json": [{ type: "message", user: "U1", text: "old", ts: slackAt(1) }],
  "general/2024-01-02.json": [
    {
      type: "message",
      user: "U2",
      text: "later",
      ts: slackAt(90_000),
      thread_ts: slackAt(1),
      reactions: [{ name: "+1", count: 3 }],
    },
  ],
  "general/2024-01-01.json": [
    {
      type: "message",
      user: "U1",
      text: "Hi <@U2>, see <#C2|attic> &amp; <https://example.org|the &lt;page&gt;> <!here>",
      ts: slackAt(1),
    },
    { type: "message", subtype: "channel_join", user: "U2", text: "joined", ts: slackAt(2) },
    {
      type: "message",
      subtype: "bot_message",
      bot_id: "B1",
      username: "deploy",
      text: "",
      attachments: [{ fallback: "done" }],
      ts: slackAt(3),
    },
    {
      type: "message",
      user: "U9",
      text: "",
      files: [{ name: "a.pdf", permalink: "https://example.org/a" }],
      ts: slackAt(4),
    },
    { type: "message", user: "U2", text: "", ts: slackAt(5) },
  ],
};

test("IMP-5 Slack: channels by day, people by their names, links and mentions in words; private ones stay out", async () => {
  const { found, leftOut, skipped } = await read(folderOf(slack));
  expect(found).toEqual({
    general: [
      [1_000, "Ada L.", "Hi @Bo, see #attic & the <page> (https://example.org) @here"],
      [3_000, "deploy", "done"],
      [4_000, "", "a.pdf https://example.org/a"],
      [90_000_000, "Bo", "> Hi @Bo, see #attic & the <page> (https://example.org) @here\nlater"],
    ],
  });
  expect(leftOut).toEqual({
    "private channels": 1,
    "direct conversations": 2,
    "archived channels": 1,
    notices: 1,
    reactions: 3,
  });
  expect(skipped).toEqual(["general/2024-01-01.json, message 5: there is nothing to see in its text"]);
  expect(Object.keys((await read(folderOf(slack), ["#attic", "secret"])).found)).toEqual(["attic"]);
});

test("IMP-5 Discord: a file of DiscordChatExporter with its replies, files and mentions", async () => {
  const author = { id: "1", name: "ada", nickname: "Ada", isBot: false };
  const time = (seconds: number) => new Date(AT + seconds * 1_000).toISOString().replace("Z", "0000+00:00");
  const message = (id: number, more: object) => ({
    id: `${id}`,
    type: "Default",
    timestamp: time(id),
    content: "",
    author,
    ...more,
  });
  const file = {
    guild: { id: "9", name: "Guild" },
    channel: { id: "7", type: "GuildTextChat", name: "lounge", topic: "Talk" },
    messages: [
      message(1, { content: "hi <@2> <:wave:55>", mentions: [{ id: "2", nickname: "Bo" }], reactions: [{ count: 2 }] }),
      message(2, { type: "Reply", content: "yes", reference: { messageId: "1" }, author: { id: "2", name: "bo" } }),
      message(3, { type: "ChannelPinnedMessage", content: "Pinned a message." }),
      message(4, { attachments: [{ fileName: "a.png", url: "https://example.org/a.png" }] }),
    ],
  };
  const path = join(
    folderOf({ "lounge.json": file, "dm.json": { ...file, channel: { id: "8", type: "DirectTextChat" } } }),
    "lounge.json",
  );
  const expected = [
    [1_000, "Ada", "hi @Bo :wave:"],
    [2_000, "bo", "> hi @Bo :wave:\nyes"],
    [4_000, "Ada", "a.png https://example.org/a.png"],
  ];
  expect(await read(path)).toEqual({ found: { lounge: expected }, leftOut: { notices: 1, reactions: 2 }, skipped: [] });
  expect((await read(path, ["Old lounge"])).found).toEqual({ "Old lounge": expected });
  expect((await read(dirname(path))).leftOut).toMatchObject({ "direct conversations": 1 });
});

const time = new Date(AT).toISOString();
const lounge = (name: string) => ({
  guild: { id: "9", name: "Guild" },
  channel: { id: name, type: "GuildTextChat", name },
  messages: [{ id: "1", type: "Default", timestamp: time, content: "hi", author: { id: "1", name: "ada" } }],
});

test("IMP-5 Discord: of a folder only the channels that --channel names, and files of something else are told", async () => {
  const folder = folderOf({ "1.json": { not: "Discord's" }, "a.json": lounge("aa"), "b.json": lounge("bb") });
  const { found, leftOut, skipped } = await read(folder, ["#bb"]);
  expect(found).toEqual({ bb: [[0, "ada", "hi"]] });
  expect(leftOut).toEqual({ "other channels": 1 });
  expect(skipped).toEqual(["1.json: it is not a file of DiscordChatExporter"]);
});

test("IMP-5 an export is known when it is compressed, in UTF-16, or has another file name", async () => {
  const discord = JSON.stringify(lounge("aa"));
  const mattermost = [
    { type: "version", version: 1 },
    { type: "channel", channel: { team: "t", name: "aa", type: "O" } },
    { type: "post", post: { team: "t", channel: "aa", user: "ada", create_at: AT, message: "hi" } },
  ];
  for (const text of [discord, mattermost.map((line) => JSON.stringify(line)).join("\n")]) {
    const folder = folderOf({});
    for (const [name, bytes] of [
      ["export.gz", gzipSync(text)],
      ["export.json", Buffer.from(`\uFEFF${text}`, "utf16le")],
      ["export.txt", Buffer.from(text)],
    ] as const) {
      writeFileSync(join(folder, name), bytes);
      expect((await read(join(folder, name))).found, name).toEqual({ aa: [[0, "ada", "hi"]] });
    }
  }
});

test("IMP-5 a folder around an export, and a kind that does not fit, are refused with what to do", async () => {
  const around = folderOf({ "readme.txt": "", "team/channels.json": [] });
  await expect(read(around)).rejects.toThrow(`the export is inside it: import ${join(around, "team")}.`);
  const unpacked = folderOf({ "data/a.png": "", "import.jsonl": '{"type":"version","version":1}' });
  await expect(read(unpacked)).rejects.toThrow(`import ${join(unpacked, "import.jsonl")}.`);
  const as = (path: string, from: "slack" | "mattermost") =>
    readExport(path, { channels: [], from }, new ImportReport());
  await expect(as(join(unpacked, "import.jsonl"), "slack")).rejects.toThrow(
    /is a file: --from slack reads the unpacked/,
  );
  await expect(as(unpacked, "mattermost")).rejects.toThrow(/is a folder: --from mattermost reads a file\.$/);
});

test("IMP-5 a database of Parlor is not taken for one of Campfire", async () => {
  const file = join(folderOf({}), "parlor.db");
  const db = new DatabaseSync(file);
  db.exec("create table kysely_migration (name text)");
  db.close();
  await expect(read(file)).rejects.toThrow(/is a Parlor database: `parlor restore` puts it in place\.$/);
});

test("IMP-5 Mattermost: open channels of a bulk export with replies and files", async () => {
  const post = (channel: string, more: object) => ({
    type: "post",
    post: { team: "t", channel, user: "ada", create_at: AT, ...more },
  });
  const lines = [
    { type: "version", version: 1 },
    { type: "channel", channel: { team: "t", name: "town-square", display_name: "Town Square", type: "O" } },
    { type: "channel", channel: { team: "t", name: "closed", display_name: "Closed", type: "P" } },
    { type: "user", user: { username: "ada", nickname: "", first_name: "Ada", last_name: "Lovelace" } },
    post("town-square", {
      message: "hi @bo",
      replies: [{ user: "bo", message: "yes", create_at: AT + 5, attachments: [{ path: "data/x/b.txt" }] }],
      reactions: [{ emoji_name: "+1" }],
    }),
    post("closed", { message: "hidden" }),
    post("town-square", { message: "joined", type: "system_join_channel" }),
    { type: "direct_post", direct_post: { message: "hidden" } },
  ];
  const file = [...lines.map((line) => JSON.stringify(line)), "?"].join("\n");
  expect(await read(join(folderOf({ "export.jsonl": file }), "export.jsonl"))).toEqual({
    found: {
      "Town Square": [
        [0, "Ada Lovelace", "hi @bo"],
        [5, "bo", "> hi @bo\nyes\nb.txt"],
      ],
    },
    leftOut: {
      "private channels": 1,
      "messages of channels left out": 1,
      notices: 1,
      "direct messages": 1,
      reactions: 1,
    },
    skipped: ["line 9: it is not JSON"],
  });
});

test("IMP-5 Zulip: channels with their topics; private ones and direct messages stay out", async () => {
  const message = (id: number, recipient: number, content: string, subject = "lunch") => ({
    ...{ id, sender: 1, recipient, subject, content, date_sent: AT / 1_000 + id + 0.25 },
  });
  const folder = folderOf({
    "realm.json": {
      zerver_realm: [{ string_id: "org" }],
      zerver_userprofile: [{ id: 1, full_name: "Ada" }],
      zerver_stream: [
        { id: 5, name: "team", invite_only: false, deactivated: false },
        { id: 6, name: "core", invite_only: true, deactivated: false },
      ],
      zerver_recipient: [
        { id: 50, type: 2, type_id: 5 },
        { id: 60, type: 2, type_id: 6 },
        { id: 70, type: 1, type_id: 1 },
      ],
      zerver_reaction: [{ id: 1 }],
    },
    "messages-000002.json": { zerver_message: [message(2, 50, "see #**core>plans** [a](/user_uploads/1/a.png)")] },
    "messages-000001.json": {
      zerver_message: [message(1, 50, "@**Bo|3** hi"), message(3, 60, "hidden"), message(4, 70, "hidden")],
    },
  });
  expect(await read(folder)).toEqual({
    found: {
      team: [
        [1_250, "Ada", "[lunch] @Bo hi"],
        [2_250, "Ada", "[lunch] see #core > plans a /user_uploads/1/a.png"],
      ],
    },
    leftOut: { "private channels": 1, "messages of channels left out": 1, "direct messages": 1, reactions: 1 },
    skipped: [],
  });
});

test("IMP-5 Campfire: open rooms of its database, with rich text, mentions and files", async () => {
  const file = join(folderOf({}), "production.sqlite3");
  const db = new DatabaseSync(file);
  const sgid = `${Buffer.from('{"_rails":{"data":"gid://campfire/User/2?expires_in"}}').toString("base64")}--abc`;
  const body = `<div>Hi <action-text-attachment sgid="${sgid}"></action-text-attachment> &amp; all<br>see <a href="https://example.org">this</a></div>`;
  db.exec(`
    create table rooms (id integer primary key, name text, type text);
    create table users (id integer primary key, name text);
    create table messages (id integer primary key, room_id integer, creator_id integer, created_at text);
    create table action_text_rich_texts (record_type text, record_id integer, name text, body text);
    create table active_storage_blobs (id integer primary key, filename text);
    create table active_storage_attachments (record_type text, record_id integer, name text, blob_id integer);
    create table boosts (id integer primary key);
    insert into rooms values (1, 'All Talk', 'Rooms::Open'), (2, 'Board', 'Rooms::Closed'), (3, null, 'Rooms::Direct');
    insert into users values (1, 'Ada'), (2, 'Bo');
    insert into messages values (1, 1, 1, '2024-01-01 00:00:01.123456'), (2, 2, 1, '2024-01-01 00:00:02'), (3, 1, 2, '2024-01-01 00:00:03');
    insert into action_text_rich_texts values ('Message', 1, 'body', '${body}'), ('Message', 2, 'body', 'hidden');
    insert into active_storage_blobs values (1, 'a.png');
    insert into active_storage_attachments values ('Message', 3, 'attachment', 1);
    insert into boosts values (1);
  `);
  db.close();
  expect(await read(file)).toEqual({
    found: {
      "All Talk": [
        [1_123, "Ada", "Hi @Bo & all\nsee this (https://example.org)"],
        [3_000, "Bo", "a.png"],
      ],
    },
    leftOut: { "private channels": 1, "direct conversations": 1, reactions: 1 },
    skipped: [],
  });
});
