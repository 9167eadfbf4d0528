import { z } from "zod";

const expected = "expected names of hosts without a port, such as chat.lan or *.example.org, comma separated";

/**
 * Hosts at which Parlor may be opened beside those it always answers to (`host-policy.ts`), comma separated. `*.example.org`
 * means every name below it, and `*` every name there is.
 */
export const AllowedHosts = z
  .string()
  .default("")
  .transform((text, context) => {
    const entries = text.split(",").map((entry) => entry.trim());
    const names = entries.filter((entry) => entry !== "").map(nameOf);
    const known = names.filter((name) => name !== undefined);
    if (known.length === names.length) return known;
    context.addIssue({ code: "custom", message: expected });
    return z.NEVER;
  });

/** As a browser writes it; undefined for what is no host's name. */
function nameOf(entry: string): string | undefined {
  if (entry === "*") return entry;
  const [, wild = "", name = ""] = /^(\*\.)?([^*/:?#@\\\s]+)$/.exec(entry) ?? [];
  const hostname = URL.parse(`http://${name}`)?.hostname.replace(/\.$/, "");
  return hostname ? wild + hostname : undefined;
}
