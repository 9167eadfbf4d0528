import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { root } from "./run-step.ts";

/** A Chromium that runs here, and what its process needs in its environment besides the usual. */
export interface FoundBrowser {
  executablePath: string;
  env: Record<string, string>;
}

/**
 * Finds a Chromium: the one named by PARLOR_CHROMIUM, else the one that npm brought (Linux on x64), else the system's.
 * npm's is unpacked once into .cache; it needs no root and no download. Throws when there is none.
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const named = process.env["PARLOR_CHROMIUM"];
  if (named) return { executablePath: named, env: {} };
  if (process.platform === "linux" && process.arch === "x64") return unpackedBrowser();
  const system = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
    existsSync(path),
  );
  if (system) return { executablePath: system, env: {} };
  throw new Error("The browser stories need a Chromium: install one, or name it in PARLOR_CHROMIUM.");
}

/** Starts it, for a script that makes pictures or measures. */
export async function openBrowser(): Promise<Browser> {
  const { chromium } = await import("@playwright/test");
  const { executablePath, env } = await findBrowser();
  return chromium.launch({ executablePath, env: { ...process.env, ...env } });
}

async function unpackedBrowser(): Promise<FoundBrowser> {
  const packed = join(root, "node_modules/@sparticuz/chromium");
  const { version } = JSON.parse(await readFile(join(packed, "package.json"), "utf8"));
  const folder = join(root, `.cache/chromium-${version}`);
  if (!existsSync(folder)) await unpack(packed, folder);
  const executablePath = join(folder, "chromium");
  const env: Record<string, string> = {};
  if (!existsSync("/etc/fonts/fonts.conf")) env["FONTCONFIG_FILE"] = await fontsFile(folder);
  if (!starts(executablePath)) env["LD_LIBRARY_PATH"] = join(folder, "al2023/lib");
  return { executablePath, env };
}

/** Into a folder beside, then renamed: a run that is cut short leaves nothing that looks finished. */
async function unpack(packed: string, folder: string): Promise<void> {
  await mkdir(join(root, ".cache"), { recursive: true });
  const building = await mkdtemp(`${folder}-`);
  // The package unpacks into os.tmpdir(), which reads TMPDIR each time.
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = building;
  try {
    const { default: chromium, inflate } = await import("@sparticuz/chromium");
    await chromium.executablePath();
    await inflate(join(packed, "bin/al2023.tar.br"));
    await rename(building, folder).catch((error: unknown) => {
      // Another process was first; its copy is as good.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
    await rm(building, { recursive: true, force: true });
  }
}

/** On a machine without any fonts of its own, the ones in the package. */
async function fontsFile(folder: string): Promise<string> {
  const file = join(folder, "parlor-fonts.conf");
  await writeFile(
    file,
    `<?xml version="1.0"?><fontconfig><dir>${join(folder, "fonts")}</dir><cachedir>${join(folder, "fonts-cache")}</cachedir></fontconfig>\n`,
  );
  return file;
}

/** Whether it finds its libraries here; a bare container may lack NSS, which the package brings for such a place. */
function starts(executablePath: string): boolean {
  try {
    execFileSync(executablePath, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

if (import.meta.main) console.log(JSON.stringify(await findBrowser()));
