import { basePath } from "../ui/base-path.ts";
import { sharedLink } from "../ui/shared-address.ts";

/** The address that another device opens. The code is in the fragment, so it reaches no server and no log (DEV-5). */
export interface OfferLink {
  href: string;
  /** Whether the link works on this computer only, in another browser for example. */
  isLocal: boolean;
}

/** The link of a code. It keeps to this page's host, unless that is a name for this computer alone. */
export function offerLink(code: string, place: { origin: string; hostname: string } = location): OfferLink {
  const path = `${basePath}/#d=${code}`;
  const shared = sharedLink(path, place);
  return { href: shared ?? new URL(path, place.origin).href, isLocal: shared === undefined };
}
