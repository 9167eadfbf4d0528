import { OpenMarks } from "./open-marks.ts";

/** A stretch of a message: plain, or a link to where it says. */
export type Piece = { text: string; href?: string };

// One class, one quantifier: the scan is linear whatever the text. Format characters (bidi marks, zero-width ones) end a link,
// since they can make an address look like another one. So do the punctuation and the brackets of Chinese, Japanese and Korean:
// there a sentence goes on without a space.
const candidate =
  /(?<![a-z\d])(?:https?:\/\/|mailto:)[^\s<>"“”\p{Cc}\p{Cf}[[\u3000-\u303f\ufe10-\ufe4f\uff00-\uff65]&&[\p{P}\p{S}\p{Z}]]]+/giv;
/** Ends a sentence or a quotation, in any script; it belongs to an address only when more of the address follows. */
const sentenceEnd = /[.,:;!?'…·،؛؟۔।॥։׃\p{Pi}\p{Pf}]/u;
const protocols = new Set(["http:", "https:", "mailto:"]);
const closers: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** Cuts a text into plain stretches and links (http, https and mailto only). Joined together, the pieces are the text. */
export function findLinks(text: string): Piece[] {
  const pieces: Piece[] = [];
  let plainFrom = 0;
  const marks = new OpenMarks(text);
  for (const match of text.matchAll(candidate)) {
    marks.readTo(match.index);
    const link = withoutTail(match[0], marks.open);
    if (!isLink(link)) continue;
    if (match.index > plainFrom) pieces.push({ text: text.slice(plainFrom, match.index) });
    pieces.push({ text: link, href: link });
    marks.skipTo(match.index + link.length);
    plainFrom = match.index + link.length;
  }
  if (plainFrom < text.length) pieces.push({ text: text.slice(plainFrom) });
  return pieces;
}

function isLink(link: string): boolean {
  if (!URL.canParse(link)) return false;
  const { protocol, hostname, pathname } = new URL(link);
  return protocols.has(protocol) && (protocol === "mailto:" ? pathname.includes("@") : hostname !== "");
}

/** Drops what belongs to the sentence: its punctuation, brackets opened before the link, and emphasis opened before it. */
function withoutTail(link: string, openMarks: ReadonlySet<string>): string {
  const open = new Map<string, number>();
  for (const character of link) {
    if ("([{".includes(character)) open.set(character, (open.get(character) ?? 0) + 1);
    const opener = closers[character];
    if (opener !== undefined) open.set(opener, (open.get(opener) ?? 0) - 1);
  }
  let end = link.length;
  for (; end > 0; end--) {
    const last = link.charAt(end - 1);
    if (sentenceEnd.test(last) || openMarks.has(last)) continue;
    const opener = closers[last];
    if (opener === undefined || (open.get(opener) ?? 0) >= 0) break;
    open.set(opener, (open.get(opener) ?? 0) + 1);
  }
  return link.slice(0, end);
}
