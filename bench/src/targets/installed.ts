import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import type { DialectName } from "../dialects/index.ts";
import { openTarget } from "./peer.ts";
import { Program } from "./program.ts";
import type { Contestant } from "./target.ts";
import { tempFolder } from "./temp-folder.ts";

interface Installed {
  /** The program's name, as it stands on the PATH. */
  command: string;
  dialect: DialectName;
  /** What the configuration file says. */
  config(port: number, folder: string, path: string): string;
  args(file: string): string[];
  ready: RegExp;
  tellsJoins?: true;
}

/** A peer that is measured when its program is on this machine. It runs from a folder of its own, which is thrown away. */
export function installed({ command, dialect, config, args, ready, tellsJoins }: Installed): Contestant {
  const path = whereIs(command);
  return {
    name: command,
    ...(path === undefined && { missing: `${command} is not on the PATH` }),
    answers: false,
    isNode: false,
    ...(tellsJoins && { tellsJoins }),
    async start() {
      const folder = await tempFolder(command);
      const port = await freePort();
      const file = join(folder.path, "config");
      await writeFile(file, config(port, folder.path, path ?? ""));
      const program = await Program.start({ command, args: args(file), ready });
      const target = openTarget(command, dialect, program, port);
      return {
        ...target,
        async stop() {
          await target.stop();
          await folder.remove();
        },
      };
    },
  };
}

/** The program's path; system services often stand in a folder that only root has on the PATH. */
function whereIs(command: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
