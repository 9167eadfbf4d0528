import type { HtmlTagDescriptor, Plugin } from "vite";

/** Chunks every visit needs at once, in the order of need: the program itself, then the socket. */
const wanted = ["main", "rolldown-runtime", "socket"];

/** Names the chunks of the first screen in the page's head, so that the browser fetches them without being told by a script. */
export function preload(): Plugin {
  return {
    name: "preload",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
        return wanted.flatMap((entry): HtmlTagDescriptor[] => {
          const chunk = chunks.find(({ name }) => name === entry);
          if (!chunk) throw new Error(`There is no chunk named ${entry}.`);
          // The first reads go by HTTP, so the socket may come last.
          const priority = entry === "socket" && { fetchpriority: "low" };
          return [
            {
              tag: "link",
              attrs: { rel: "modulepreload", crossorigin: "", href: `/${chunk.fileName}`, ...priority },
              injectTo: "head",
            },
          ];
        });
      },
    },
  };
}
