import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { protocolReference } from "./protocol-reference.ts";

/** Compares docs/protocol-reference.md with what the schemas give; `npm run reference` (`--write`) writes it. */
const file = join(import.meta.dirname, "../docs/protocol-reference.md");
const meant = await protocolReference();

if (process.argv.includes("--write")) await writeFile(file, meant);
else if ((await readFile(file, "utf8").catch(() => "")) !== meant) {
  console.log("docs/protocol-reference.md is not what the schemas say: run `npm run reference`");
  process.exitCode = 1;
}
