/** Deeper than anything a sender nests; past it, parts are left out rather than the stack be filled. */
const DEPTH_MAX = 12;

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
/** Senders write numbers and booleans where Slack's format has a string, as in a field's value. */
const textOf = (value: unknown): string =>
  typeof value === "string" ? value.trim() : ["number", "boolean"].includes(typeof value) ? String(value) : "";
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const joined = (parts: readonly string[], by: string): string => parts.filter((part) => part !== "").join(by);

/** Whether a body uses more of Slack's format than its `text`, or has a link in that which nobody else writes so. */
export function isSlack(body: Fields): boolean {
  return slackFields.some((field) => Object.hasOwn(body, field)) || LABELLED_LINK.test(textOf(body["text"]));
}

const LABELLED_LINK = /<https?:\/\/[^|>\s]+\|[^>\n]+>/i;

const slackFields = [
  "blocks",
  "attachments",
  "username",
  "icon_emoji",
  "icon_url",
  "mrkdwn",
  "channel",
  "link_names",
  "parse",
  "response_type",
  "thread_ts",
  "unfurl_links",
  "unfurl_media",
];

/**
 * HOOK-7. A message in Slack's format as plain text: its `text`, the words of its blocks, and then the words of its
 * attachments. Senders write into `text` what a notification says of the blocks, or all of their words once more; then
 * what the other one has already is left out. Names, pictures and colours that it asks for are not taken over. Empty when it says nothing.
 */
export function slackText(body: Fields): string {
  const [text, blocks] = [textOf(body["text"]), blocksText(body["blocks"])];
  const main = has(blocks, text) ? blocks : has(text, blocks) ? text : `${text}\n${blocks}`;
  const attached = listOf(body["attachments"]).map((attachment) =>
    isFields(attachment) ? attachmentText(attachment) : "",
  );
  return plainMarkup(joined([main, ...attached], "\n"));
}

/** Whether a text says all that another one says, however it is laid out. */
function has(text: string, other: string): boolean {
  const bare = (words: string): string => words.replaceAll(/[\s*_~`]+/g, " ").trim();
  return bare(text).includes(bare(other));
}

function attachmentText(attachment: Fields): string {
  const title = textOf(attachment["title"]);
  const link = textOf(attachment["title_link"]);
  const fields = listOf(attachment["fields"]).map((field) =>
    isFields(field) ? joined([textOf(field["title"]), textOf(field["value"])], ": ") : "",
  );
  const words = [
    textOf(attachment["pretext"]),
    textOf(attachment["author_name"]),
    joined([title, link && link !== title ? `(${link})` : ""], " "),
    textOf(attachment["text"]),
    ...fields,
    blocksText(attachment["blocks"]),
    ...listOf(attachment["actions"]).map((action) => elementText(action, 0)),
  ];
  return joined(words, "\n") || textOf(attachment["fallback"]) || textOf(attachment["image_url"]);
}

function blocksText(blocks: unknown): string {
  return joined(
    listOf(blocks).map((block) => elementText(block, 0)),
    "\n",
  );
}

/** The words of a block or an element of any kind: `text`, `fields` and `elements` are where they stand. */
function elementText(element: unknown, depth: number): string {
  if (typeof element === "string") return element;
  if (!isFields(element) || depth > DEPTH_MAX) return "";
  const { type, text, url, alt_text: alt } = element;
  if (type === "link") return linkText(url, text);
  const mentioned = mention(element);
  if (mentioned !== undefined) return mentioned;
  const inner = (value: unknown): string[] => listOf(value).map((each) => elementText(each, depth + 1));
  // Parts of one line follow each other; sections and list items have a line each.
  const isLine = type === "rich_text_section" || type === "rich_text_quote" || type === "rich_text_preformatted";
  const words = typeof text === "string" ? text : elementText(text, depth + 1);
  // A button leads somewhere.
  const own = textOf(url) && words ? linkText(url, words) : words;
  const title = elementText(element["title"], depth + 1);
  const rows = listOf(element["rows"]).map((row) => joined(inner(row), " | "));
  const elements = inner(element["elements"]).join(isLine ? "" : "\n");
  return joined(
    [title, own, ...inner(element["fields"]), ...inner([element["accessory"]]), elements, ...rows, textOf(alt)],
    "\n",
  );
}

/** What rich text has in the place of words: an emoji, or the name or id of somebody or something. */
function mention({ type, name, range, user_id: user, usergroup_id: group, channel_id: channel, fallback }: Fields) {
  if (type === "emoji") return typeof name === "string" ? `:${name}:` : "";
  if (type === "broadcast") return `@${textOf(range) || "here"}`;
  if (type === "user") return `@${textOf(user)}`;
  if (type === "usergroup") return `@${textOf(group)}`;
  if (type === "channel") return `#${textOf(channel)}`;
  if (type === "date") return textOf(fallback);
  return undefined;
}

function linkText(url: unknown, text: unknown): string {
  const [address, words] = [textOf(url), textOf(text)];
  return words === "" || words === address ? address : `${words} (${address})`;
}

/**
 * Slack's markup in angle brackets (links, mentions, dates) and its three escapes, as people would write them. A mention
 * without a name keeps its id.
 */
function plainMarkup(text: string): string {
  return text
    .replaceAll(/<((?:https?:\/\/|mailto:|tel:)[^|>\s]+)(?:\|([^>\n]*))?>/gi, (_all, url: string, words?: string) =>
      linkText(url, words),
    )
    .replaceAll(/<!(here|channel|everyone)(?:\|[^>\n]*)?>/g, "@$1")
    .replaceAll(/<!(?:date|subteam)\^[^|>\n]*\|([^>\n]*)>/g, "$1")
    .replaceAll(/<([@#])([A-Z0-9]+)(?:\|([^>\n]*))?>/g, (_all, sign: string, id: string, name?: string) =>
      name ? sign + name.replace(/^[@#]/, "") : sign + id,
    )
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
