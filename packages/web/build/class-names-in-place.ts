import type { Plugin } from "vite";

const whole = /import (\w+) from (".*\.module\.css")/g;

/**
 * Lets each class name stand in the program where it is used. Imported as one object, all names of a sheet stay in it, with a key
 * each, which is some hundred bytes of the first load; imported one by one they are constants, and the bundler puts them in place.
 */
export function classNamesInPlace(): Plugin {
  return {
    name: "class-names-in-place",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      return id.endsWith(".tsx") ? { code: code.replace(whole, "import * as $1 from $2"), map: null } : null;
    },
  };
}
