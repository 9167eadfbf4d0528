import { existsSync, globSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** A corpus beside the project or named in PARLOR_CORPUS; without one, 20,000 lines of our own making. */
export async function corpus(folder: string): Promise<string> {
  const beside = globSync("*/corpus/chat-20k.jsonl", { cwd: join(root, "..") }).map((path) => join(root, "..", path));
  const found = [process.env["PARLOR_CORPUS"], ...beside].find((path) => path !== undefined && existsSync(path));
  if (found) return found;
  console.log("no corpus of 20,000 messages in PARLOR_CORPUS or beside the project: importing a made-up one");
  const file = join(folder, "made-up.jsonl");
  const names = ["Ida", "Juri", "Kaya", "Lev", "Mina"];
  const line = (at: number): string =>
    JSON.stringify({
      at: 1_600_000_000_000 + at * 61_000,
      by: names[(at * 7) % 5],
      text: `made-up ${at} ${"word ".repeat((at * 13) % 40)}`,
    });
  await writeFile(file, Array.from({ length: 20_000 }, (_, at) => `${line(at)}\n`).join(""));
  return file;
}
