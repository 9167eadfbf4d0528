import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { OperatorError } from "../operator-error.ts";

/** What the first bytes of a file say about it. */
type Encoding = "utf-8" | "utf-16le" | "utf-16be";
type Decoder = InstanceType<typeof TextDecoder>;

const startsWith = (bytes: Buffer, ...start: number[]) => start.every((byte, at) => bytes[at] === byte);

/** A regular file that can be read. Throws OperatorError with one clear line otherwise. */
export async function checkReadable(path: string): Promise<{ isFolder: boolean }> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return { isFolder: true };
    if (!found.isFile()) throw new OperatorError(`${path} is not a file.`);
    await (await open(path)).close();
    return { isFolder: false };
  } catch (failure) {
    throw unreadable(path, failure);
  }
}

/** The first bytes of a file. Throws OperatorError when it cannot be read. */
export async function firstBytes(path: string, count = 512): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(count), 0, count, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (failure) {
    throw unreadable(path, failure);
  }
}

export const isGzip = (start: Buffer) => startsWith(start, 0x1f, 0x8b);

/**
 * A text file's bytes as UTF-8, a chunk at a time: gunzipped where it is compressed, converted where it is UTF-16, and without a
 * byte-order mark. Bytes that are no UTF-8 come as they are. Rejects with OperatorError for what is no text.
 */
export async function* readTextFile(path: string): AsyncGenerator<Buffer> {
  const start = await firstBytes(path);
  const file = createReadStream(path);
  try {
    yield* asUtf8(path, isGzip(start) ? file.pipe(createGunzip()) : file);
  } catch (failure) {
    throw unreadable(path, failure);
  } finally {
    file.destroy();
  }
}

/** The beginning of a text file as text, at most `most` bytes of it: gunzipped, and in any encoding that `readTextFile` reads. */
export async function firstText(path: string, most = 4_096): Promise<string> {
  let start = Buffer.alloc(0);
  for await (const chunk of readTextFile(path)) {
    start = Buffer.concat([start, chunk.subarray(0, most)]);
    if (start.length >= most) break;
  }
  return start.subarray(0, most).toString("utf8");
}

async function* asUtf8(path: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: Decoder | undefined;
  let isFirst = true;
  // The mark may be spread over chunks of one byte each; four bytes decide.
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of chunks) {
    let bytes: Buffer = chunk;
    if (head) {
      head = Buffer.concat([head, chunk]);
      if (head.length < 4) continue;
      bytes = head;
      head = undefined;
    }
    if (isFirst) ({ decoder, bytes } = begin(path, bytes));
    isFirst = false;
    yield decoder ? Buffer.from(decoder.decode(bytes, { stream: true })) : bytes;
  }
  if (head && head.length > 0) {
    const { decoder: last, bytes } = begin(path, head);
    yield last ? Buffer.from(last.decode(bytes)) : bytes;
  }
}

function begin(path: string, bytes: Buffer): { decoder: Decoder | undefined; bytes: Buffer } {
  const encoding = encodingOf(path, bytes);
  if (encoding !== "utf-8") return { decoder: new TextDecoder(encoding), bytes };
  return { decoder: undefined, bytes: startsWith(bytes, 0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes };
}

function encodingOf(path: string, bytes: Buffer): Encoding {
  const [first, second] = bytes;
  if (startsWith(bytes, 0xff, 0xfe, 0, 0) || startsWith(bytes, 0, 0, 0xfe, 0xff))
    throw new OperatorError(`${path} is in UTF-32: save it as UTF-8.`);
  if (startsWith(bytes, 0xff, 0xfe)) return "utf-16le";
  if (startsWith(bytes, 0xfe, 0xff)) return "utf-16be";
  // Without a mark: JSON begins with two ASCII characters, so a zero in one of these places is the half of one.
  if (bytes.length > 1 && second === 0 && first !== 0) return "utf-16le";
  if (bytes.length > 1 && first === 0 && second !== 0) return "utf-16be";
  return "utf-8";
}

function unreadable(path: string, failure: unknown): Error {
  if (failure instanceof OperatorError) return failure;
  const { code, message } = failure as NodeJS.ErrnoException;
  if (code === "ENOENT") return new OperatorError(`There is no file ${path}.`);
  if (code === "EACCES" || code === "EPERM")
    return new OperatorError(`${path} cannot be read: this user has no permission for it.`);
  return new OperatorError(`${path} cannot be read (${message}).`);
}
