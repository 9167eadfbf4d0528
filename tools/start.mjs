// `npm start`. Plain JavaScript that an old Node can parse, so that it can say what it needs.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 24 || (major === 24 && minor < 2)) {
  console.error(`Parlor needs Node 24.2 or newer, and this is ${process.version}: use \`npm start\`, which finds one.`);
  process.exit(1);
}
// A stop is obeyed from here on. The server replaces this once there is data to close (cli/stop-request.ts).
const building = new AbortController();
let stop = () => building.abort();
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => stop());

// Compiling takes a third of a start: with the cache only the first one pays.
const module = await import("node:module");
module.enableCompileCache(`${import.meta.dirname}/../.cache/compiled`);
// Written at exit by itself; written early too, since a server is often ended by a kill.
setTimeout(() => module.flushCompileCache(), 2_000).unref();
try {
  const { build } = await import("./build.ts");
  await build(building.signal);
} catch (error) {
  if (!building.signal.aborted) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
if (building.signal.aborted) process.exit(0);
stop = () => process.exit(0);
await import(new URL("../packages/server/dist/parlor.js", import.meta.url).href);
