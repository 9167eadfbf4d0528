import type { PrivateSession } from "./private-session.ts";
import type { PrivateAnswer } from "./private-state.ts";

/**
 * Gives up the keys of this browser, and what they open, and makes a new identity. Old private keys are revoked first: nobody could
 * read what comes through one that went on, nor revoke it any more. If that fails, nothing is given up (SEAL-44).
 */
export async function startOver(session: PrivateSession): Promise<PrivateAnswer<object>> {
  const revoked = await session.keys.revokeAll();
  if (!revoked.ok) return revoked;
  await session.own.clear();
  session.sealer.forget();
  session.ring.isForeign = false;
  await session.beBorn();
  await session.tend();
  return { ok: true, value: {} };
}
