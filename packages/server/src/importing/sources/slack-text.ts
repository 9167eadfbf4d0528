interface Names {
  user(id: string): string;
  channel(id: string): string;
}

const ENTITIES: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** A Slack text as people read it: `<@U1>`, `<#C1|name>`, `<!here>`, `<url|label>` and the three entities in words. */
export function slackText(text: string, names: Names): string {
  const shown = text.replace(/<([^<>]*)>/g, (_, inside: string) => inWords(inside, names));
  return shown.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

function inWords(inside: string, names: Names): string {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : inside.slice(bar + 1);
  const rest = target.slice(1);
  if (target.startsWith("@")) return `@${names.user(rest) || label || rest}`;
  if (target.startsWith("#")) return `#${label || names.channel(rest) || rest}`;
  if (target.startsWith("!date")) return label;
  if (target.startsWith("!subteam")) return label || "@group";
  if (target.startsWith("!")) return `@${label.replace(/^@/, "") || rest}`;
  const address = target.replace(/^mailto:/, "");
  return label === "" || label === address || address === `http://${label}` ? address : `${label} (${address})`;
}
