import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The name of the file in a build that has the licenses of everything in it that is not ours. */
export const LICENSES_FILE = "THIRD-PARTY-LICENSES.txt";

/** What our bundlers call before they write: enough of Rollup's plugin to see the modules and add a file. */
interface Output {
  type: string;
  moduleIds?: string[];
}
interface BuildContext {
  emitFile(file: { type: "asset"; fileName: string; source: string }): string;
}

/**
 * A plugin of the bundler that adds the licenses of the packages that are really in the bundle. Give the same one to the
 * builds of workers, which are finished first: it adds up. `root` holds node_modules. The build fails if a package has
 * no license text.
 */
export function thirdPartyLicenses(root: string) {
  const seen = new Set<string>();
  return {
    name: "third-party-licenses",
    generateBundle(this: BuildContext, _options: unknown, bundle: Record<string, Output>): void {
      for (const { moduleIds = [] } of Object.values(bundle)) {
        for (const id of moduleIds) {
          const folder = packageFolder(root, id);
          if (folder !== undefined) seen.add(folder);
        }
      }
      this.emitFile({ type: "asset", fileName: LICENSES_FILE, source: licensesOf([...seen]) });
    },
  };
}

/** The folder of the package that a module comes from; undefined for our own. */
function packageFolder(root: string, id: string): string | undefined {
  // What the bundlers add of their own has no path.
  const own = /^\0?(vite|rolldown)\//.exec(id)?.[1];
  if (own !== undefined) return join(root, "node_modules", own);
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replace(/^\0/, ""))?.[1];
}

/** Each package once, by name, with the whole text of its license. Throws for one without. */
export function licensesOf(folders: string[]): string {
  const entries = folders.map((folder) => {
    const { name, version, license } = manifestOf(folder);
    return { title: `${name} ${version} (${license})`, text: licenseText(folder) };
  });
  const unique = new Map(
    entries.toSorted((a, b) => (a.title < b.title ? -1 : 1)).map(({ title, text }) => [title, text]),
  );
  const sections = [...unique].map(([title, text]) => `${title}\n${"-".repeat(title.length)}\n\n${text.trim()}\n`);
  return ["Parlor contains parts of these packages, under their licenses.\n", ...sections].join("\n\n");
}

interface Manifest {
  name: string;
  version: string;
  license: string;
  author?: string | { name: string };
}

const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

function licenseText(folder: string): string {
  const files = readdirSync(folder).filter(
    (name) => /^(licen[cs]e|copying|notice)/i.test(name) && !/\.[cm]?[jt]s$/.test(name),
  );
  if (files.length > 0) return files.map((file) => readFileSync(join(folder, file), "utf8").trim()).join("\n\n");
  const readme = ["README.md", "readme.md", "Readme.md"]
    .map((name) => join(folder, name))
    .find((path) => existsSync(path));
  const section = readme && /^#+ *licen[cs]e\b[^\n]*\n([^]*?)(?=^#|$(?![^]))/im.exec(readFileSync(readme, "utf8"))?.[1];
  if (section?.trim()) return section;
  throw new Error(`${folder} is in the build and has no license text`);
}
