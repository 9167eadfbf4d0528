import type { PersonId } from "@parlor/protocol";
import { openOwnKeys } from "./own-keys.ts";
import { PrivateSession, type SessionHost } from "./private-session.ts";
import type { PrivateStorage } from "./private-storage.ts";

/** Opens a person's keys, and the session that uses them and follows what other tabs write. Rejects while the storage fails. */
export async function openSession(
  storage: PrivateStorage,
  person: PersonId,
  host: Omit<SessionHost, "own">,
): Promise<PrivateSession> {
  const own = await openOwnKeys(storage, person, host.changed);
  const session = new PrivateSession({ ...host, own });
  const reload = () => own.load().then(() => session.retry());
  // A failed read is repeated at the next change; until then the keys that were read before are used.
  own.drawer.subscribe(() => void reload().catch(() => {}));
  return session;
}
