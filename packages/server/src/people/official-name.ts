import { nameLooks } from "./name-looks.ts";
import { FILLERS, NO_ONE, ROLES, ROLES_ABROAD } from "./official-words.ts";

/** Two words written as one are found from this length: shorter ones make up real names by chance ("Theall"). */
const JOINED_FROM = 4;
/** From this length, letters that are doubled or left single make no other word: "Addmin", "Suport". */
const DOUBLED_FROM = 5;

/** Digits and signs that are written in the place of letters; the stroke letters are one letter here. */
const LEET: Record<string, string> = {
  ...{ "1": "i", l: "i", "|": "i", "!": "i", "¡": "i", "3": "e", "€": "e", "4": "a", "@": "a", "5": "s", $: "s" },
  ...{ "7": "t", "†": "t", "8": "b", "9": "g" },
};
const SIGNS_AROUND = /^[\p{N}@$!|¡†€]+|[\p{N}@$!|¡†€]+$/gu;
const SEPARATORS = /[^\p{L}\p{M}\p{N}@$!|¡†€]+/u;
const ACCENT = /[\p{Mn}\p{Me}]/gu;
const CAMEL_HUMP = /(?<=\p{Ll})(?=\p{Lu})/gu;

/** "Нelp" with a Cyrillic Н looks like an English word by the shape of its capital, and "Модератор" is a Russian one by its small letters. */
const LOOKS = ["folded", "reading"] as const;
type Look = (typeof LOOKS)[number];

/** Letters in dress that Unicode has no look-alikes for: small capitals by themselves, the others by the first of 26 in a row. */
const SMALL_CAPITALS = new Map(
  Array.from("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", (from, at) => [from, "abcdefghijklmnoprstuvwyz".charAt(at)]),
);
const DRESSED = [0x1f150, 0x1f170, 0x1f1e6];

/** The lists above in their plain form. */
interface Vocabulary {
  titles: ReadonlySet<string>;
  /** Roles without their double letters. */
  doubled: ReadonlySet<string>;
  fillers: ReadonlySet<string>;
  article: string;
  left: string;
  parlor: string;
  joinable: readonly string[];
}

/** Made for the first name: a start has no use for it, and clients wait for the start. */
let vocabulary: Vocabulary | undefined;

/**
 * NAME-6. Whether a name could be taken for the server's own voice: it says nothing but a role, everybody, nobody, or the name
 * of the server, with any case, look-alikes, accents, digits and signs. "Admin Ada" also says who it is, and "Adminah" is
 * another word, so both are names like any other.
 */
export function isOfficialName(name: string, place: string): boolean {
  if (LOOKS.some((look) => nameLooks(name)[look] === nameLooks(place)[look])) return true;
  const plainly = undressed(name);
  const ways = new Set([name, name.replaceAll(CAMEL_HUMP, " "), plainly, plainly.replaceAll(CAMEL_HUMP, " ")]);
  return LOOKS.some((look) => {
    const own = words(place, look);
    return Array.from(ways, (way) => words(way, look)).some((said) => soundsOfficial(said, own));
  });
}

/** Whether words in their plain form say nothing but a title or the name of the place. */
function soundsOfficial(said: string[], own: string[]): boolean {
  const { titles, doubled, fillers, article } = plainVocabulary();
  // "The Reading Room" is also called "Reading Room".
  const short = own[0] === article ? own.slice(1) : own;
  const wholes = new Set([own.join(""), short.join("")]);
  wholes.delete("");
  // Spaced out, or run together.
  const whole = said.join("");
  if (titles.has(whole) || wholes.has(whole) || doubled.has(undoubled(whole))) return true;
  if (said.length === 1 && isJoined(whole, wholes)) return true;
  const rest = without(said, short);
  return (
    rest.every((word) => titles.has(word) || fillers.has(word)) &&
    (rest.length < said.length || rest.some((word) => titles.has(word)))
  );
}

/**
 * NAME-8. Whether a name ends as that of a person who has left does: in "left", with any brackets, signs, numbers and fillers
 * around it, as in "Ada [left]" and "Ada – left the chat".
 */
export function saysLeft(name: string): boolean {
  const { fillers, left } = plainVocabulary();
  return [name, undressed(name)].some((way) => {
    // One letter after the other is a word that was spaced out.
    const said = way
      .replaceAll(/(?<![\p{L}\p{M}\p{N}])(\p{L}\p{M}*) (?=\p{L}\p{M}*(?![\p{L}\p{M}\p{N}]))/gu, "$1")
      .split(SEPARATORS);
    const last = said.findLast((word) => !/^[\p{N}!|]*$/u.test(word) && !fillers.has(plain(word)));
    const ends = last === undefined ? [] : [last, last.replace(/[\p{N}!|]+$/u, "")];
    return ends.some((word) => plain(word) === left);
  });
}

/** Whether a word is made of a title and a further one: "supportteam", "officialadmin". */
function isJoined(word: string, own: Set<string>): boolean {
  const { titles, fillers, joinable, parlor } = plainVocabulary();
  const places = [parlor, ...own].filter(({ length }) => length >= JOINED_FROM);
  const isWeight = (part: string) => fillers.has(part) || titles.has(part);
  if (places.some((place) => word.startsWith(place) && isWeight(word.slice(place.length)))) return true;
  const parts = [...joinable, ...Array.from(own).filter(({ length }) => length >= JOINED_FROM)];
  const isTitle = (part: string) => titles.has(part) || own.has(part);
  return parts.some((first) => {
    const second = word.slice(first.length);
    return word.startsWith(first) && parts.includes(second) && (isTitle(first) || isTitle(second));
  });
}

/** Takes the run of words out that is the server's name. */
function without(said: string[], place: string[]): string[] {
  const at = said.findIndex((_, from) => place.every((word, n) => said[from + n] === word));
  return place.length === 0 || at < 0 ? said : said.toSpliced(at, place.length);
}

/** The words of a name in their plain form; digits and signs around a word are no part of it. */
function words(text: string, look: Look): string[] {
  const { titles } = plainVocabulary();
  return text
    .split(SEPARATORS)
    .map((word) => (titles.has(plain(word, look)) ? word : word.replace(SIGNS_AROUND, "")))
    .map((word) => plain(word, look))
    .filter((word) => word !== "");
}

/** A word as the eye reads it in haste: its skeleton in small letters, without accents, and letters for the digits and signs in it. */
function plain(word: string, look: Look = "reading"): string {
  const bare = nameLooks(word.normalize("NFD").replace(ACCENT, ""))[look].replace(ACCENT, "");
  return Array.from(bare, (letter) => LEET[letter] ?? letter).join("");
}

/** A name with plain letters for small capitals, and for those in circles, squares and flags. */
function undressed(name: string): string {
  return Array.from(name, (character) => {
    const first = DRESSED.find((from) => isWithin(character, from));
    if (first === undefined) return SMALL_CAPITALS.get(character) ?? character;
    return String.fromCodePoint(0x41 + (character.codePointAt(0) ?? 0) - first);
  }).join("");
}

function isWithin(character: string, first: number): boolean {
  const at = (character.codePointAt(0) ?? 0) - first;
  return at >= 0 && at < 26;
}

function undoubled(word: string): string {
  return word.replaceAll(/(.)\1+/gu, "$1");
}

function plainVocabulary(): Vocabulary {
  vocabulary ??= makeVocabulary();
  return vocabulary;
}

function makeVocabulary(): Vocabulary {
  const inPlain = (list: string[]) => LOOKS.flatMap((look) => list.map((word) => plain(word, look)));
  const roles = inPlain(ROLES);
  return {
    titles: new Set([...roles, ...inPlain(ROLES_ABROAD), ...inPlain(NO_ONE)]),
    doubled: new Set(roles.map(undoubled).filter(({ length }) => length >= DOUBLED_FROM)),
    fillers: new Set(inPlain(FILLERS)),
    article: plain("the"),
    left: plain("left"),
    parlor: plain("parlor"),
    joinable: inPlain([...ROLES, ...FILLERS].filter(({ length }) => length >= JOINED_FROM)),
  };
}
