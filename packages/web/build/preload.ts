import type { HtmlTagDescriptor, Plugin } from "vite";

/** Chunks every visit needs at once. The socket is not among them: it would take its share of a slow line from the program. */
const wanted = ["main", "rolldown-runtime"];

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
          const sheets = [...(chunk.viteMetadata?.importedCss ?? [])];
          return [
            // A sheet that a script asks for would come a round trip later.
            ...sheets.map((sheet): HtmlTagDescriptor => {
              return {
                tag: "link",
                attrs: { rel: "stylesheet", crossorigin: "", href: `./${sheet}` },
                injectTo: "head",
              };
            }),
            {
              tag: "link",
              attrs: { rel: "modulepreload", crossorigin: "", href: `./${chunk.fileName}` },
              injectTo: "head",
            },
          ];
        });
      },
    },
  };
}
