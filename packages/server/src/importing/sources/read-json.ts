import { readTextFile } from "../read-text-file.ts";
import { OperatorError } from "../../operator-error.ts";

/** Bytes of one JSON file that is read as a whole. V8 holds no longer strings, and a parsed file takes several times as much. */
const JSON_BYTES_MAX = 400 * 1024 * 1024;

/** A whole JSON file. Throws OperatorError when it is none, or too large to be read at once. */
export async function readJson(path: string): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of readTextFile(path)) {
    length += chunk.length;
    if (length > JSON_BYTES_MAX)
      throw new OperatorError(`${path} is too large to be read at once: export it in parts.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8")) as unknown;
  } catch {
    throw new OperatorError(`${path} is not JSON, or not all of it.`);
  }
}
