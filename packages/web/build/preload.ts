import type { HtmlTagDescriptor, Plugin } from "vite";

/** Chunks every visit needs at once, in the order of need: the program itself, then the socket. */
const wanted = [/\/main\.tsx$/, /\/socket\.io-client\//];

/** Names the chunks of the first screen in the page's head, so that the browser fetches them without being told by a script. */
export function preload(): Plugin {
  return {
    name: "preload",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
        return wanted.flatMap((entry, rank): HtmlTagDescriptor[] => {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId && entry.test(facadeModuleId));
          if (!chunk) throw new Error(`No chunk is made of ${entry}.`);
          const priority = rank > 0 && { fetchpriority: "low" };
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
