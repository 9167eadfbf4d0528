import { OpenMarks } from "./open-marks.ts";

/** A stretch of a message: plain, or a link to where it says. */
export type Piece = { text: string; href?: string };

// One class, one quantifier, and a look ahead of few characters: the scan is linear for every text. Format characters (bidi marks,
// zero-width ones) end a link, since they can make an address look like another one. So do brackets beyond ASCII, and the punctuation of
// Chinese, Japanese and Korean: there a sentence goes on without a space. So does what stands between two links: `](` of Markdown, or a
// comma without a space.
const candidate =
  /(?<![a-z\d])(?:https?:\/\/|mailto:)(?:(?!\]\(|[,;\|]https?:\/\/)[^\s<>"`“”\p{Cc}\p{Cf}[[\p{Ps}\p{Pe}]--[\(\)\[\]\{\}]][[\u3000-\u303f\ufe10-\ufe6f\uff00-\uff65]&&[\p{P}\p{S}\p{Z}]]])+/giv;
/** Ends a sentence or a quotation, in any script; it belongs to an address only when more of the address follows. */
const sentenceEnd = /[\p{Terminal_Punctuation}\p{Pi}\p{Pf}'…⋯‥·・･′″׳״–—―⸺⸻¿¡ฯ๚๛|\\]/u;
const protocols = new Set(["http:", "https:", "mailto:"]);
const closers: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** Cuts a text into plain stretches and links (http, https and mailto only). Joined together, the pieces are the text. */
export function findLinks(text: string): Piece[] {
  const pieces: Piece[] = [];
  let plainFrom = 0;
  const marks = new OpenMarks(text);
  for (const match of text.matchAll(candidate)) {
    marks.readTo(match.index);
    const before = text.charAt(match.index - 1);
    const link = withoutTail(marks.open.has(before) ? upToMark(match[0], before) : match[0], marks.open);
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

/** Emphasis right around a link ends before a letter of a script without spaces: `*https://a.example*です`. */
function upToMark(link: string, mark: string): string {
  let at = link.indexOf(mark);
  while (at >= 0 && !/[^\p{ASCII}]/u.test(link.charAt(at + 1))) at = link.indexOf(mark, at + 1);
  return at < 0 ? link : link.slice(0, at);
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
