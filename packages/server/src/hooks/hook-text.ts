import { isStorable, limits, MessageText } from "@parlor/protocol";
import { Refusal } from "../refusal.ts";
import { isSlack, slackText } from "./slack-text.ts";

/** What a sender posted, as it arrived. */
export interface HookRequest {
  contentType: string;
  body: Buffer;
}

/**
 * HOOK-4. The message in a request: plain text, JSON with `text`, Slack's format, or a form with `payload` or `text`.
 * Throws `bad_request` or `too_large` with a sentence for the person who set the sender up.
 */
export function hookText({ contentType, body }: HookRequest): string {
  const [type = "", ...parameters] = contentType.split(";").map((part) => part.trim());
  const text = lined(messageIn(type.toLowerCase(), decoded(body, parameters)));
  if (text.length > limits.messageText) {
    throw new Refusal("too_large", {
      message: `The text has ${text.length} characters; a message holds ${limits.messageText}. Send less, or a link.`,
    });
  }
  if (!isStorable(text)) throw bad("The text contains a NUL or half of a surrogate pair. Remove it.");
  if (!MessageText.safeParse(text).success) throw bad("There is no text in it that can be shown.");
  return text;
}

function messageIn(type: string, body: string): string {
  if (type === "application/json" || type === "text/json" || type.endsWith("+json")) return inJson(body);
  // `curl -d` calls everything a form.
  if (type === "application/x-www-form-urlencoded") return inForm(body);
  // `fetch` calls a string of JSON plain text.
  if (type === "" || type === "text/plain") return isJsonMessage(body) ? inJson(body) : body;
  if (type.startsWith("text/")) return body;
  throw bad(`Send JSON with a "text", Slack's format, a form or plain text, not ${type.slice(0, 60)}.`);
}

/** Whether plain text is a whole JSON object with one of the fields that hold a message's words. */
function isJsonMessage(body: string): boolean {
  if (!body.trimStart().startsWith("{")) return false;
  try {
    const fields = JSON.parse(body) as object;
    return ["text", "blocks", "attachments"].some((field) => Object.hasOwn(fields, field));
  } catch {
    return false;
  }
}

function inForm(body: string): string {
  if (body.trimStart().startsWith("{")) return inJson(body);
  const form = new URLSearchParams(body);
  const payload = form.get("payload");
  if (payload !== null) return inJson(isJson(payload) ? payload : unencoded(body), true);
  return form.get("text") ?? body;
}

/** `curl -d` sends a payload as it was typed, whose `&` or `%` a form reads as its own. */
function unencoded(body: string): string {
  return body.replace(/^\s*payload=/, "");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function inJson(body: string, slack = false): string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw bad("The body is not well-formed JSON.");
  }
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw bad('The JSON has to be an object with a "text".');
  const fields = value as Record<string, unknown>;
  const text = slack || isSlack(fields) ? slackText(fields) : fields["text"];
  if (typeof text !== "string" && Object.hasOwn(fields, "text"))
    throw bad('The "text" in the JSON has to be a string.');
  if (typeof text !== "string" || text.trim() === "")
    throw bad('The JSON has no "text", and no blocks or attachments with words.');
  return text;
}

/** Bytes in the charset that they are declared to be in, UTF-8 unless said otherwise. */
function decoded(body: Buffer, parameters: readonly string[]): string {
  const declared = parameters.find((parameter) => /^charset\s*=/i.test(parameter))?.replace(/^charset\s*=/i, "");
  const charset = declared?.replaceAll(/["'\s]/g, "") || "utf-8";
  const decoder = decoderFor(charset);
  if (!decoder) throw bad(`The charset ${charset.slice(0, 40)} is not known. Send UTF-8.`);
  try {
    return decoder.decode(body);
  } catch {
    throw bad(`The body is not text in ${charset}. Send UTF-8, or name its charset in the Content-Type.`);
  }
}

function decoderFor(charset: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    return undefined;
  }
}

/** One kind of line break, and no empty lines around: a command's output ends with one. */
function lined(text: string): string {
  return text
    .replaceAll(/\r\n?/g, "\n")
    .replace(/^(?:[^\S\n]*\n)+/, "")
    .trimEnd();
}

function bad(message: string): Refusal {
  return new Refusal("bad_request", { message });
}
