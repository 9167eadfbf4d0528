import type { Plugin } from "vite";

const imports = /import \{([^}]+)\} from "lucide";/g;

/**
 * Imports each icon from its own file. Through the set's one entry, every icon that any part of the program uses would belong to
 * the first load, since the first screen imports that entry too.
 */
export function iconsByName(): Plugin {
  return {
    name: "icons-by-name",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith(".tsx")) return null;
      const single = code.replace(imports, (_, names: string) =>
        names
          .split(",")
          .map((name) => importOf(name))
          .join(" "),
      );
      return { code: single, map: null };
    },
  };
}

/** `Menu as Lines` becomes the default import of `menu.mjs` under the name of Lines. */
function importOf(name: string): string {
  const [icon = "", alias = icon] = name.trim().split(/ as /);
  if (icon === "") return "";
  const file = icon.replace(/(?<=[a-z])(?=[A-Z0-9])/g, "-").toLowerCase();
  return `import ${alias} from "lucide/dist/esm/icons/${file}.mjs";`;
}
