import type { Rolldown } from "vite";

type Graph = Rolldown.ChunkingContext;

/** Anything but the page itself and what the bundler adds. */
const source = /\/(?:src|node_modules)\//;

/** What the first screen begins with. */
const beginning = /\/src\/app\/(?:early\.ts|main\.tsx)$/;

/** What parts of what comes later are called, by the module that the program loads them through. Anything else is the `rest`. */
const laterParts: [begins: RegExp, name: string][] = [];

/**
 * Says which chunk a module goes into: `main` when the first screen reaches it by static imports, so nothing that only comes
 * later can slip in there by being forgotten in a list.
 */
export function chunkOf(id: string, graph: Graph): string | null {
  if (!source.test(id)) return null;
  const roots = rootsOf(id, graph, new Set());
  if (roots.some((root) => beginning.test(root))) return "main";
  const [part = "rest", ...others] = new Set(
    roots.map((root) => laterParts.find(([begins]) => begins.test(root))?.[1] ?? "rest"),
  );
  return others.length === 0 ? part : "rest";
}

/** The modules at the top of all chains of static imports that lead to this one: the page loads them, or an `import()` does. */
function rootsOf(id: string, graph: Graph, seen: Set<string>): string[] {
  if (seen.has(id)) return [];
  seen.add(id);
  const { importers = [], dynamicImporters = [] } = graph.getModuleInfo(id) ?? {};
  const isRoot = importers.length === 0 || dynamicImporters.length > 0;
  return [...(isRoot ? [id] : []), ...importers.flatMap((importer) => rootsOf(importer, graph, seen))];
}
