import type { Rolldown } from "vite";

type Graph = Rolldown.ChunkingContext;

/** Anything but the page itself and what the bundler adds. */
const source = /\/(?:src|node_modules)\//;

/** What the first screen begins with. */
const beginning = /\/src\/app\/(?:early\.ts|main\.tsx)$/;

/**
 * The parts that are loaded only when somebody asks for them, by the module that the program loads them through. What it loads
 * through any other module is the `rest`, which comes by itself after the first screen. A module that two parts need goes into
 * the first of them in this list; so what is small and often loaded anyway comes first.
 */
const askedParts: [begins: RegExp, name: string][] = [
  [/\/src\/(?:channels\/(?:archive|create|edit)-channel|session\/(?:leave|rename)-dialog)\.tsx$/, "dialogs"],
  [/\/src\/(?:app\/(?:unsent-dialog|wrong-address)|channels\/webhooks)\.tsx$/, "dialogs"],
  [/\/src\/channels\/(?:channel-browser|archived-channels)\.tsx$/, "home"],
  [/\/src\/app\/(?:own-devices|new-device-page)\.tsx$/, "devices"],
  // It shares with them what frames a QR code.
  [/\/src\/ui\/qr-dialog\.tsx$/, "devices"],
  [/\/client\/src\/at-rest\.ts$/, "at-rest"],
  // What seals and opens private messages.
  [/\/client\/src\/private\/index\.ts$/, "keys"],
  [/\/src\/app\/private-(?:ask|card|header|phrase|return|screen)\.tsx$/, "private"],
  [/\/client\/src\/private\/phrase-strength\.ts$/, "phrase-strength"],
  [/\/src\/ui\/qr-code\.tsx$/, "qr-code"],
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
  const parts = new Set(roots.map((root) => askedParts.find(([begins]) => begins.test(root))?.[1]));
  const first = askedParts.find(([, name]) => parts.has(name));
  return parts.has(undefined) || !first ? "rest" : first[1];
}

/** The modules at the top of all chains of static imports that lead to this one: the page loads them, or an `import()` does. */
function rootsOf(id: string, graph: Graph, seen: Set<string>): string[] {
  if (seen.has(id)) return [];
  seen.add(id);
  const { importers = [], dynamicImporters = [] } = graph.getModuleInfo(id) ?? {};
  const isRoot = importers.length === 0 || dynamicImporters.length > 0;
  return [...(isRoot ? [id] : []), ...importers.flatMap((importer) => rootsOf(importer, graph, seen))];
}
