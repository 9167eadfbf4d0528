// `npm start`. Plain JavaScript that an old Node can parse, so that it can say what it needs.
const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  console.error(
    `Parlor needs Node 24 or newer, and this is ${process.version}: run it with \`npm start\`, which brings its own.`,
  );
  process.exit(1);
}
try {
  const { buildWeb } = await import("./build-web.ts");
  await buildWeb();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
await import("../packages/server/src/main.ts");
