/** Elements that begin a line of their own. */
const BLOCKS = /^(?:p|div|blockquote|pre|ul|ol|li|h[1-6]|figure|tr)$/;
const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: " " };
/** A tag or a run of text. Neither part can match in two ways, so the scan is linear whatever the input. */
const PIECE = /<(\/?)([a-z][a-z0-9-]*)((?:"[^"]*"|'[^']*'|[^"'<>])*)>|<!--[\s\S]*?-->|[^<]+|</gi;

/**
 * The text of a fragment of HTML as Campfire stores it (Action Text): blocks become lines, links keep their address, and a mention
 * becomes the name that `nameOf` gives for the user's id.
 */
export function htmlText(html: string, nameOf: (userId: string) => string | undefined): string {
  let text = "";
  let href: string | undefined;
  let linkFrom = 0;
  const newLine = () => {
    if (text !== "" && !text.endsWith("\n")) text += "\n";
  };
  for (const [piece, close, tag, attributes = ""] of html.matchAll(PIECE)) {
    const name = tag?.toLowerCase();
    if (name === undefined) {
      if (!piece.startsWith("<!--")) text += decoded(piece);
    } else if (name === "br") text += "\n";
    else if (BLOCKS.test(name)) newLine();
    else if (name === "action-text-attachment" && close === "") text += mention(attributes, nameOf);
    else if (name === "a" && close === "") [href, linkFrom] = [attribute(attributes, "href"), text.length];
    else if (name === "a" && href !== undefined) {
      if (text.slice(linkFrom).trim() !== href) text += ` (${href})`;
      href = undefined;
    }
  }
  return text.replace(/[ \t]+\n/g, "\n").trim();
}

/** The signed id of an attachment holds "gid://campfire/User/7" in base64. */
function mention(attributes: string, nameOf: (userId: string) => string | undefined): string {
  const signed = attribute(attributes, "sgid")?.split("--")[0] ?? "";
  const outer = Buffer.from(signed, "base64").toString("latin1");
  const inner = /"(?:data|message)":"([^"]+)"/.exec(outer)?.[1] ?? "";
  const id = [outer, Buffer.from(inner, "base64").toString("latin1")]
    .map((each) => /\/User\/(\d+)/.exec(each)?.[1])
    .find((each) => each !== undefined);
  const name = id === undefined ? undefined : nameOf(id);
  return name === undefined ? (attribute(attributes, "filename") ?? "") : `@${name}`;
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "i").exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : decoded(value);
}

function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,6}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const point = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
