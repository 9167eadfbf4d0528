import { Refusal } from "../refusal.ts";

/** One JSON token after white space: punctuation, a string, a number or a word (RFC 8259). */
// The rule suspects control characters of being typed by mistake. Here they are meant: JSON forbids them inside a string.
const token =
  /[ \n\r\t]*(?:([{}[\],:])|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y; // oxlint-disable-line no-control-regex

/**
 * API-3. Reads the body of a command: UTF-8 with or without a byte-order mark; nothing at all is `{}`. Throws `bad_request`
 * that says where it stops being JSON.
 */
export function readJsonBody(body: Buffer): unknown {
  const text = decoded(body);
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    const [line, column] = placeOf(text, whereItBreaks(text));
    throw new Refusal("bad_request", { message: `The body is not JSON: look at line ${line}, column ${column}.` });
  }
}

function decoded(body: Buffer): string {
  try {
    // Drops a byte-order mark. Without `fatal`, broken text would be stored as U+FFFD.
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new Refusal("bad_request", { message: "The body is not UTF-8." });
  }
}

/** Where the first token stands that JSON does not allow there; the parser of the language does not always say. */
function whereItBreaks(text: string): number {
  const open: string[] = [];
  // What may come next: a value, a key, a colon, or what follows a value.
  let next = "value" as "value" | "first" | "key" | "colon" | "after";
  for (let at = 0; ; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(text);
    const start = found
      ? at + found[0].length - found[0].trimStart().length
      : at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
    if (!found) return start;
    const sign = found[1] ?? (found[0].trimStart().startsWith('"') ? "string" : "word");
    const inObject = open.at(-1) === "{";
    if (next === "after" ? !closes(sign, open) && !(sign === "," && open.length > 0) : !mayBegin(sign, next, open)) {
      return start;
    }
    if (sign === "{" || sign === "[") {
      open.push(sign);
      next = "first";
    } else if (sign === "}" || sign === "]") {
      open.pop();
      next = "after";
    } else if (sign === ",") next = inObject ? "key" : "value";
    else if (sign === ":") next = "value";
    else next = inObject && (next === "first" || next === "key") ? "colon" : "after";
  }
}

function closes(sign: string, open: string[]): boolean {
  return (sign === "}" && open.at(-1) === "{") || (sign === "]" && open.at(-1) === "[");
}

function mayBegin(sign: string, next: string, open: string[]): boolean {
  if (next === "colon") return sign === ":";
  if (next === "first" && closes(sign, open)) return true;
  if (next === "key" || (next === "first" && open.at(-1) === "{")) return sign === "string";
  return sign === "{" || sign === "[" || sign === "string" || sign === "word";
}

/** Line and column, both from 1. */
function placeOf(text: string, at: number): [number, number] {
  const lines = text.slice(0, at).split("\n");
  return [lines.length, (lines.at(-1)?.length ?? 0) + 1];
}
