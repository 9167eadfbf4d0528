const NEWLINE = 0x0a;

/** Bytes of one line. The longest message people have is far shorter, and a file without line ends must not fill the memory. */
export const LINE_BYTES_MAX = 8 * 1024 * 1024;

/** One line's bytes without its end, or undefined for a line that is too long. `number` counts from 1. */
export interface FileLine {
  number: number;
  bytes: Buffer | undefined;
}

/**
 * Splits a stream of bytes at line feeds; a carriage return before one goes too. Unlike `node:readline` it does not split at
 * U+2028, which is allowed inside JSON strings, and it never holds more than one line of `LINE_BYTES_MAX`.
 * Gives the lines of each chunk together, because to wait for every single one would take longer than to read it.
 */
export async function* readLines(chunks: AsyncIterable<Buffer>, most = LINE_BYTES_MAX): AsyncGenerator<FileLine[]> {
  let number = 0;
  let parts: Buffer[] = [];
  let length = 0;

  const add = (part: Buffer) => {
    length += part.length;
    if (length > most) parts = [];
    else parts.push(part);
  };
  const end = (): FileLine => {
    number += 1;
    const bytes =
      length > most ? undefined : withoutReturn(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts));
    parts = [];
    length = 0;
    return { number, bytes };
  };

  for await (const chunk of chunks) {
    const lines: FileLine[] = [];
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, at));
      lines.push(end());
      from = at + 1;
    }
    if (from < chunk.length) add(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (length > 0) yield [end()];
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
}
