import type { ParlorClient } from "@parlor/client";

/** SES-6. Whether this browser keeps no cookie of Parlor's, so that no session could last in it. */
export async function areCookiesBlocked(client: ParlorClient): Promise<boolean> {
  if (client.session.personId !== undefined) return false;
  const isBlocked = async (): Promise<boolean> => {
    const about = await client.call("place.about", {});
    return about.ok && about.value.cookies === false;
  };
  // The first answer sets the cookie that the second request should carry.
  return (await isBlocked()) && isBlocked();
}
