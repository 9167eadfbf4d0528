import { nameLooks } from "./name-looks.ts";

/** Words for the people and programs that run a server. */
const ROLES = inWords(`
  admin admins administrator administrators administration moderator moderators moderation mod mods operator operators owner
  staff support help helpdesk security abuse root superuser sysadmin sysadmins sysop system webmaster postmaster hostmaster
  parlor`);
/** Words that address everybody, and those that clients and imports show in the place of a name. */
const NO_ONE = inWords("everyone everybody here channel all you somebody someone nobody unknown deleted nameless");
/** Words that add nothing but weight to the one beside them: "The Support Team". */
const FILLERS = inWords(`
  the a of for your our at on in and official team group desk bot account user users person people member members chat server
  service services head chief lead super global site room message messages notice notices`);
/** Two words written as one are found from this length: shorter ones make up real names by chance ("Theall"). */
const JOINED_FROM = 4;

/** Digits and signs that are written in the place of letters; the stroke letters are one letter here. */
const LEET: Record<string, string> = {
  ...{ "1": "i", l: "i", "|": "i", "!": "i", "3": "e", "4": "a", "@": "a", "5": "s", $: "s", "7": "t" },
};
const SIGNS_AROUND = /^[\p{N}@$!|]+|[\p{N}@$!|]+$/gu;
const SEPARATORS = /[^\p{L}\p{M}\p{N}@$!|]+/u;
const CAMEL_HUMP = /(?<=\p{Ll})(?=\p{Lu})/gu;

/** The lists above in their plain form. */
interface Vocabulary {
  titles: ReadonlySet<string>;
  fillers: ReadonlySet<string>;
  article: string;
  joinable: readonly string[];
}

/** Made for the first name: a start has no use for it, and clients wait for the start. */
let vocabulary: Vocabulary | undefined;

/**
 * NAME-6. Whether a name could be taken for the server's own voice: it says nothing but a role, everybody, nobody, or the name
 * of the server, with whatever case, look-alikes, accents, digits and signs. "Admin Ada" also says who it is, and "Adminah" is
 * another word, so both are names like any other.
 */
export function isOfficialName(name: string, place: string): boolean {
  if (nameLooks(name).folded === nameLooks(place).folded) return true;
  const { titles, fillers, article } = plainVocabulary();
  const own = words(place);
  // "The Reading Room" is also called "Reading Room".
  const short = own[0] === article ? own.slice(1) : own;
  const wholes = new Set([own.join(""), short.join("")]);
  wholes.delete("");
  return [words(name), words(name.replaceAll(CAMEL_HUMP, " "))].some((said) => {
    // Spaced out, or run together.
    const whole = said.join("");
    if (titles.has(whole) || wholes.has(whole)) return true;
    if (said.length === 1 && isJoined(whole, wholes)) return true;
    const rest = without(said, short);
    return (
      rest.every((word) => titles.has(word) || fillers.has(word)) &&
      (rest.length < said.length || rest.some((word) => titles.has(word)))
    );
  });
}

/** NAME-8. Whether a name ends as that of a person who has left does. */
export function saysLeft(name: string): boolean {
  return Object.values(nameLooks(name)).some((look) => /\(left(?: \p{N}+)?\)$/iu.test(look));
}

/** Whether a word is made of a title and a further one: "supportteam", "officialadmin". */
function isJoined(word: string, own: Set<string>): boolean {
  const { titles, joinable } = plainVocabulary();
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
function words(text: string): string[] {
  const { titles } = plainVocabulary();
  return text
    .split(SEPARATORS)
    .map((word) => (titles.has(plain(word)) ? word : word.replace(SIGNS_AROUND, "")))
    .map(plain)
    .filter((word) => word !== "");
}

/** A word as the eye reads it in haste: its folded skeleton without accents, and letters for the digits and signs in it. */
function plain(word: string): string {
  const bare = nameLooks(word.normalize("NFD").replace(/\p{Mn}/gu, "")).folded.replace(/\p{Mn}/gu, "");
  return Array.from(bare, (letter) => LEET[letter] ?? letter).join("");
}

function plainVocabulary(): Vocabulary {
  vocabulary ??= {
    titles: new Set([...ROLES, ...NO_ONE].map(plain)),
    fillers: new Set(FILLERS.map(plain)),
    article: plain("the"),
    joinable: [...ROLES, ...FILLERS].filter(({ length }) => length >= JOINED_FROM).map(plain),
  };
  return vocabulary;
}

function inWords(text: string): string[] {
  return text.trim().split(/\s+/u);
}
