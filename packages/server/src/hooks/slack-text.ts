/** Deeper than anything a sender nests; past it, parts are left out rather than the stack be filled. */
const DEPTH_MAX = 12;

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === "string" ? value.trim() : "");
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const joined = (parts: readonly string[], by: string): string => parts.filter((part) => part !== "").join(by);

/** Whether a body uses more of Slack's format than its `text`. */
export function isSlack(body: Fields): boolean {
  return ["blocks", "attachments", "username", "icon_emoji", "icon_url", "mrkdwn", "channel"].some((field) =>
    Object.hasOwn(body, field),
  );
}

/**
 * HOOK-7. A message in Slack's format as plain text: its `text`, or without one the words of its blocks, and then the words of
 * its attachments. Names, pictures and colours that it asks for are not taken over. Empty when it says nothing.
 */
export function slackText(body: Fields): string {
  const main = textOf(body["text"]) || blocksText(body["blocks"]);
  const attached = listOf(body["attachments"]).map((attachment) =>
    isFields(attachment) ? attachmentText(attachment) : "",
  );
  return plainMarkup(joined([main, ...attached], "\n"));
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
  ];
  return joined(words, "\n") || textOf(attachment["fallback"]);
}

function blocksText(blocks: unknown): string {
  return joined(
    listOf(blocks).map((block) => elementText(block, 0)),
    "\n",
  );
}

/** The words of a block or an element, whatever kind it is: `text`, `fields` and `elements` are where they stand. */
function elementText(element: unknown, depth: number): string {
  if (typeof element === "string") return element;
  if (!isFields(element) || depth > DEPTH_MAX) return "";
  const { type, text, url, alt_text: alt, name } = element;
  if (type === "link") return linkText(url, text);
  if (type === "emoji") return typeof name === "string" ? `:${name}:` : "";
  const inner = (value: unknown): string[] => listOf(value).map((each) => elementText(each, depth + 1));
  // Parts of one line follow each other; sections and list items have a line each.
  const isLine = type === "rich_text_section" || type === "rich_text_quote" || type === "rich_text_preformatted";
  const own = typeof text === "string" ? text : elementText(text, depth + 1);
  return joined(
    [own, ...inner(element["fields"]), inner(element["elements"]).join(isLine ? "" : "\n"), textOf(alt)],
    "\n",
  );
}

function linkText(url: unknown, text: unknown): string {
  const [address, words] = [textOf(url), textOf(text)];
  return words === "" || words === address ? address : `${words} (${address})`;
}

/** Slack's `<https://…|words>`, `<https://…>`, `<!here>` and its three escapes, as people would write them. */
function plainMarkup(text: string): string {
  return text
    .replaceAll(/<((?:https?:\/\/|mailto:)[^|>\s]+)(?:\|([^>\n]*))?>/g, (_all, url: string, words?: string) =>
      linkText(url, words),
    )
    .replaceAll(/<!(here|channel|everyone)(?:\|[^>\n]*)?>/g, "@$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
