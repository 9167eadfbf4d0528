/** What the page's head names in every build; where it is tells where Parlor is. */
const landmark = "/manifest.webmanifest";

/**
 * The path under which Parlor is published: "" at the top of a host, else as in "/chat". The server writes it into the page, so
 * the same build serves at any address.
 */
export const basePath = basePathOf(globalThis.document?.querySelector<HTMLLinkElement>("link[rel=manifest]")?.href);

/** The same of the manifest's address. */
export function basePathOf(manifest: string | undefined): string {
  return manifest === undefined ? "" : new URL(manifest).pathname.slice(0, -landmark.length);
}

/** A path of the page's address, as it would be at the top of a host. */
export function withoutBase(pathname: string, base = basePath): string {
  return `${pathname}/`.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname;
}
