// `npm start`. Plain JavaScript that an old Node can parse, so that it can say what it needs.
const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  console.error(`Parlor needs Node 24.2 or newer, and this is ${process.version}: use \`npm start\`, which finds one.`);
  process.exit(1);
}
// Compiling takes a third of a start: with the cache only the first one pays.
const module = await import("node:module");
module.enableCompileCache(`${import.meta.dirname}/../.cache/compiled`);
// Written at exit by itself; written early too, since a server is often ended by a kill.
setTimeout(() => module.flushCompileCache(), 2_000).unref();
try {
  const { buildWeb } = await import("./build-web.ts");
  const { buildServer } = await import("./build-server.ts");
  await Promise.all([buildWeb(), buildServer()]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
await import(new URL("../packages/server/dist/parlor.js", import.meta.url).href);
