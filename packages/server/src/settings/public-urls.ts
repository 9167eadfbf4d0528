import { z } from "zod";

/** The first parts of our own paths. As a sub-path, a proxy that strips the prefix would make it look like one of them. */
const ownParts = ["api", "assets", "c", "healthz", "home", "hooks", "p", "readyz", "socket.io"];

/**
 * The addresses at which people open Parlor, comma separated, in the form of a browser's `Origin` and a path without a slash at its
 * end: `https://chat.example.org`, `https://example.org/chat`. The first is the canonical one. They all have the same path.
 */
export const PublicUrls = z
  .string()
  .default("")
  .transform((text, context) => {
    const fail = (message: string) => {
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    };
    const entries = text.split(",").map((entry) => entry.trim());
    const urls = entries.filter((entry) => entry !== "").map((entry) => URL.parse(entry));
    const given = urls.filter((url) => url !== null);
    if (given.length < urls.length || given.some((url) => !isAddress(url)))
      return fail("expected a URL such as https://chat.example.org, or several, comma separated");
    const addresses = given.map(({ origin, pathname }) => ({ origin, path: pathname.replace(/\/+$/, "") }));
    const [canonical] = addresses;
    if (!canonical) return [];
    const { path } = canonical;
    if (addresses.some((address) => address.path !== path)) return fail("all of its URLs need the same path");
    if (!/^(?:\/[\w.~%-]+)*$/.test(path)) return fail("its path may have letters, digits, and the signs - . _ ~ %");
    const [, first = ""] = path.split("/");
    if (ownParts.includes(first)) return fail(`Parlor uses /${first} itself; choose another path`);
    return [...new Set(addresses.map(({ origin }) => origin + path))];
  });

/** Whether it is an http or https URL of nothing but a host, a port and a path. */
function isAddress({ protocol, username, password, search, hash }: URL): boolean {
  return /^https?:$/.test(protocol) && username + password + search + hash === "";
}
