import type { Core } from "../core.ts";
import type { KeptRing } from "./kept.ts";
import type { OwnKeys } from "./own-keys.ts";
import type { Write } from "./private-storage.ts";

/**
 * What the server was told once and does not show, since a backup was restored there, is to be told again (SEAL-45). False when
 * nothing may be told for now.
 *
 * @param shown the rev of each item that the server has
 */
export async function recallLost(core: Core, own: OwnKeys, shown: ReadonlyMap<string, number>): Promise<boolean> {
  const { identity } = own;
  if (!identity) return true;
  if (!shown.has("identity")) {
    // Or another device emptied it to start over: then it is under another phrase, and this one is refused.
    const answer = await core.call("recovery.set", { loginHash: identity.loginHash, fresh: false });
    if (!answer.ok) return false;
  }
  const isLost = ({ id, rev, isTold }: KeptRing) => isTold && rev > (shown.get(id) ?? 0);
  const paths = (await own.drawer.list("ring")).filter(isLost).map(({ id }) => `ring/${id}` as const);
  await own.drawer.change(paths, (found) =>
    paths.flatMap((path): Write[] => {
      const kept = found(path);
      return kept && isLost(kept) ? [[path, { ...kept, isTold: false }]] : [];
    }),
  );
  return true;
}
