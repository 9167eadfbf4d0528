import type { ParlorClient } from "@parlor/client";
import type { PersonId, Self } from "@parlor/protocol";
import { basePath } from "../ui/base-path.ts";
import { keep, keptKeys, recall } from "../ui/kept.ts";
import { loadPart } from "../ui/outdated.ts";
import { startPath } from "./routes.ts";

/** Continues as the person of the session that the cookie now names. `entered` is called when the page may be shown. */
export async function goOnAs(client: ParlorClient, self: Self, entered: () => void): Promise<void> {
  const before = client.session.personId;
  if (before === undefined) return enter(client, entered);
  // The socket is still that of the session before, which no cookie names any more.
  await client.call("session.end", {});
  await client.close();
  if (before !== self.person.id) await forget(before).catch(() => undefined);
  location.replace(startPath);
}

/** Connects, so that the server says whose cookie it is. */
function enter(client: ParlorClient, entered: () => void): void {
  const end = client.session.state.subscribe(({ is }) => {
    if (is !== "self") return;
    end();
    entered();
  });
  client.connection.connect();
}

/** Throws away what this browser keeps of a person, as at a sign-out. The look belongs to the browser, so it stays. */
async function forget(person: PersonId): Promise<void> {
  const hasKeys = recall("private") === person;
  for (const key of keptKeys("")) if (key !== "theme") keep(key, undefined);
  if (!hasKeys) return;
  const { forgetPrivateStorage } = await loadPart(() => import("@parlor/client/private"));
  const { forgetAtRest } = await loadPart(() => import("@parlor/client/at-rest"));
  await Promise.all([forgetPrivateStorage(person), forgetAtRest(basePath)]);
}
