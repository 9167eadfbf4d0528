// `npm run dev`: the server, started again when its sources change, and Vite's dev server in front of it.
import { spawn } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const port = process.env.PORT ?? "3000";

/** Both run without a shell between, so that ending them ends all of it. */
const children = [
  spawn(process.execPath, ["--watch", "packages/server/src/cli/parlor.ts", "start"], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PORT: port },
  }),
  spawn(process.execPath, [join(root, "node_modules/vite/bin/vite.js")], {
    cwd: join(root, "packages/web"),
    stdio: "inherit",
    env: { ...process.env, PARLOR_SERVER: `http://localhost:${port}` },
  }),
];

let ending = false;
/** @param {number} code */
function end(code) {
  if (ending) return;
  ending = true;
  process.exitCode = code;
  for (const child of children) child.kill("SIGTERM");
}

for (const child of children) child.on("exit", (code) => end(code ?? 0));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => end(0));
