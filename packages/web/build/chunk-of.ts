import type { Rolldown } from "vite";

type Graph = Rolldown.ChunkingContext;

/** Anything but the page itself and what the bundler adds. */
const source = /\/(?:src|node_modules)\//;

/** What the first screen begins with. */
const beginning = /\/src\/app\/(?:early\.ts|main\.tsx)$/;

/** What parts of what comes later are called, by the module that the program loads them through. Anything else is the `rest`. */
const laterParts: [begins: RegExp, name: string][] = [
  [/\/src\/app\/private-/, "private"],
  // Each of these only when it is first asked for: what seals and opens, what judges a phrase, what draws and reads QR codes.
  [/\/client\/src\/private\/index\.ts$/, "keys"],
  [/\/src\/private\/phrase-strength\.ts$/, "phrase-strength"],
  [/\/src\/private\/qr-code\.tsx$/, "qr-code"],
  [/\/src\/private\/qr-reader\.tsx$/, "qr-reader"],
];

/**
 * Says which chunk a module goes into: `main` when the first screen reaches it by static imports, so nothing that only comes
 * later can slip in there by being forgotten in a list.
 */
export function chunkOf(id: string, graph: Graph): string | null {
  if (!source.test(id)) return null;
  const roots = rootsOf(id, graph, new Set());
  if (roots.some((root) => beginning.test(root))) return "main";
  const parts = new Set(roots.map((root) => laterParts.find(([begins]) => begins.test(root))?.[1] ?? "rest"));
  // Of two parts that are loaded for their own sake alone, one brings what both need.
  if (parts.size > 1 && (parts.has("rest") || parts.has("private"))) return "rest";
  return laterParts.find(([, name]) => parts.has(name))?.[1] ?? "rest";
}

/** The modules at the top of all chains of static imports that lead to this one: the page loads them, or an `import()` does. */
function rootsOf(id: string, graph: Graph, seen: Set<string>): string[] {
  if (seen.has(id)) return [];
  seen.add(id);
  const { importers = [], dynamicImporters = [] } = graph.getModuleInfo(id) ?? {};
  const isRoot = importers.length === 0 || dynamicImporters.length > 0;
  return [...(isRoot ? [id] : []), ...importers.flatMap((importer) => rootsOf(importer, graph, seen))];
}
