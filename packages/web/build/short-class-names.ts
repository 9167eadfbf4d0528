import { globSync } from "node:fs";

/**
 * Names classes by the place of their style sheet among all and their own place in it: `c3_0`, `c3_1`. Long names, or random ones,
 * would be a tenth of the first load, since each stands in the style sheet and in the program. The same sources always give the
 * same names.
 */
export function shortClassNames(folder: string): (name: string, file: string) => string {
  const sheets = globSync("**/*.module.css", { cwd: folder })
    .map((path) => `/${path.replaceAll("\\", "/")}`)
    .toSorted();
  const namesOf = sheets.map((): string[] => []);
  return (name, file) => {
    const place = sheets.findIndex((sheet) => file.replace(/\?.*$/, "").endsWith(sheet));
    const names = namesOf[place];
    if (names === undefined) throw new Error(`${file} is not under ${folder}.`);
    if (!names.includes(name)) names.push(name);
    return `c${place.toString(36)}_${names.indexOf(name).toString(36)}`;
  };
}
