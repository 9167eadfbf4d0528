import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

/** The page that every address of the web client shows, in each form that browsers take. */
export type PageShell = Record<"br" | "gzip" | "identity", Buffer>;

/**
 * The page as it was built, with its relative addresses made those of this server. They would not do as they are: the same page is
 * shown at `/` and at `/c/<id>/<name>`. Previews of a link want the address of their picture whole.
 */
export async function pageShell(html: string, basePath: string, publicUrl: string | undefined): Promise<PageShell> {
  const placed = html
    .replaceAll('content="./', `content="${publicUrl ?? basePath}/`)
    .replaceAll(/(?<= (?:href|src)=")\.\//g, `${basePath}/`);
  const identity = Buffer.from(placed);
  const [br, zipped] = await Promise.all([promisify(brotliCompress)(identity), promisify(gzip)(identity)]);
  return { br, gzip: zipped, identity };
}

/** The smallest form that a client takes, by its `Accept-Encoding`. */
export function formFor(accepted: string | undefined): keyof PageShell {
  const names = (accepted ?? "").split(",").map((entry) => entry.trim());
  return (["br", "gzip"] as const).find((name) => names.some((entry) => isWanted(entry, name))) ?? "identity";
}

/** Whether an entry such as `br;q=0.5` names this encoding, and does not refuse it. */
function isWanted(entry: string, name: string): boolean {
  const [coding, quality = "q=1"] = entry.toLowerCase().split(/\s*;\s*/);
  return coding === name && !/^q=0(?:\.0*)?$/.test(quality);
}
