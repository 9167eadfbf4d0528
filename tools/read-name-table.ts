import { readFileSync } from "node:fs";

/** What the server has to know of one version of Unicode to compare names. */
export interface NameTable {
  /** As in "17.0". */
  unicode: string;
  /** Confusables: each character, followed by what it looks like, separated by spaces. */
  confusables: string[];
  /** The code points of this version, as ranges in base 36: the distance from the end of the range before, then the length. */
  assigned: string;
}

/** Begins ICU's confusables.cfu (icu4c/source/i18n/uspoof_impl.h, `USPOOF_MAGIC`), little-endian. */
const MAGIC = Buffer.from([0xef, 0xfd, 0x45, 0x38]);
/** Offsets of the header's fields, each an int32. */
const HEADER = { version: 4, keys: 12, keyCount: 16, values: 20, strings: 28 };
const FORMAT = 2;
/** Lines of the file are short enough to read a change of one. */
const PER_LINE = 16;

/** Reads the table of the running Node. Throws when its ICU data has another form. */
export function readNameTable(): NameTable {
  return { unicode: process.versions.unicode ?? "", confusables: inLines(confusables()), assigned: assigned() };
}

/**
 * Every confusable that can occur in a name: not what NFKC or NFD changes, and not white space. A key holds a code point and, in its top byte, the
 * length of what it looks like less one; a value is that character itself, or where its characters begin in the strings.
 */
function confusables(): string[] {
  const data = readFileSync(process.execPath);
  const at = data.indexOf(MAGIC);
  if (at < 0 || data.readInt32LE(at + HEADER.version) !== FORMAT)
    throw new Error("This Node has no confusables in the form that this script reads.");
  const [keys, count] = [data.readInt32LE(at + HEADER.keys), data.readInt32LE(at + HEADER.keyCount)];
  const [values, strings] = [data.readInt32LE(at + HEADER.values), data.readInt32LE(at + HEADER.strings)];
  return Array.from({ length: count }, (_, n) => {
    const key = data.readUInt32LE(at + keys + 4 * n);
    const value = data.readUInt16LE(at + values + 2 * n);
    const from = String.fromCodePoint(key & 0xff_ffff);
    const length = (key >>> 24) + 1;
    const start = at + strings + 2 * value;
    const to = length === 1 ? String.fromCharCode(value) : data.toString("utf16le", start, start + 2 * length);
    return from.normalize("NFKD") === from && !/\s/u.test(from + to) ? from + to : "";
  }).filter((pair) => pair !== "");
}

function inLines(pairs: string[]): string[] {
  const lines = Math.ceil(pairs.length / PER_LINE);
  return Array.from({ length: lines }, (_, n) => pairs.slice(n * PER_LINE, (n + 1) * PER_LINE).join(" "));
}

function assigned(): string {
  const numbers: number[] = [];
  let [end, isIn] = [0, false];
  for (let point = 0; point <= 0x10_ffff + 1; point += 1) {
    const is = point <= 0x10_ffff && !/\p{Cn}/u.test(String.fromCodePoint(point));
    if (is === isIn) continue;
    numbers.push(point - end);
    [end, isIn] = [point, is];
  }
  return numbers.map((number) => number.toString(36)).join(" ");
}
