#!/usr/bin/env node
// The `parlor` program, as the package has it. Plain JavaScript that an old Node can parse, so that it can say what it needs.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 24 || (major === 24 && minor < 2)) {
  console.error(`Parlor needs Node 24.2 or newer, and this is ${process.version}.`);
  process.exit(1);
}
// A stop is obeyed from here on, also as process 1 of a container, which has no default for signals. The server replaces
// this once there is data to close (cli/stop-request.ts).
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => process.exit(0));
import("../packages/server/dist/parlor.js").catch((error) => {
  const isMissing = error.code === "ERR_MODULE_NOT_FOUND";
  console.error(isMissing ? "Parlor is not built: run `npm run build` in its folder first." : error);
  process.exit(1);
});
