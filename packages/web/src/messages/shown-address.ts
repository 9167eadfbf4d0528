/** Scripts in which hosts are registered; a label in any other is shown in punycode. */
const scripts =
  "Latin Cyrillic Greek Armenian Georgian Hebrew Arabic Devanagari Bengali Gurmukhi Gujarati Tamil Telugu Kannada Malayalam Sinhala Thai Lao Khmer Myanmar Ethiopic Tibetan";

const ofOneScript = (letters: string): RegExp => new RegExp(`^[${letters}\\p{scx=Common}\\p{scx=Inherited}]+$`, "u");
/** Japanese, Korean and Chinese are written with several scripts and with Latin letters (UTS 39, highly restrictive). */
const plain = [
  ...scripts.split(" ").map((script) => ofOneScript(`\\p{scx=${script}}`)),
  ofOneScript("\\p{scx=Latin}\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}"),
  ofOneScript("\\p{scx=Latin}\\p{scx=Han}\\p{scx=Hangul}"),
  ofOneScript("\\p{scx=Latin}\\p{scx=Han}\\p{scx=Bopomofo}"),
];
/** Cyrillic and Greek letters that look like Latin ones: a label of nothing else passes for a Latin one. */
const disguised = /^[асԁеһіјӏорԛѕԝхуѵьҽпгѡґηνορυικατ\d-]+$/;

const host = /^(https?:\/\/(?:[^/?#]*@)?|mailto:[^@?]*@)([^/?#:@]+)/i;

/** A link as it is shown: a host that mixes scripts, or looks like another one, is shown in punycode (RFC 3492). */
export function shownAddress(link: string): string {
  return link.replace(host, (all, before: string, name: string) =>
    isPlain(name) ? all : before + (URL.parse(`http://${name}`)?.hostname ?? name),
  );
}

function isPlain(name: string): boolean {
  if (/^\p{ASCII}*$/v.test(name)) return true;
  if (name.normalize("NFKC").toLowerCase() !== name.toLowerCase()) return false;
  const labels = name.toLowerCase().split(".");
  return labels.every((label) => plain.some((script) => script.test(label)) && !isDisguised(label));
}

function isDisguised(label: string): boolean {
  return /[^\p{ASCII}]/v.test(label) && disguised.test(label);
}
