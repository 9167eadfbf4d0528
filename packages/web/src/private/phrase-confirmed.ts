import type { ParlorClient } from "@parlor/client";
import { notify } from "../ui/notice.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { reasonOf } from "../ui/reason-of.ts";

const words = privateStrings.recovery;

/**
 * Says that a new recovery phrase is confirmed. It closes the way of those who know the old one, but not the sessions that they
 * opened with it; so it offers to end all others.
 */
export async function phraseConfirmed(client: ParlorClient): Promise<void> {
  const ways = await client.session.ways();
  const hasOthers = ways.ok && ways.value.otherSessions > 0;
  notify(words.saved, hasOthers ? { label: words.endOthers, run: () => void endOthers(client) } : undefined);
}

async function endOthers(client: ParlorClient): Promise<void> {
  const answer = await client.call("session.endOthers", {});
  notify(answer.ok ? words.othersEnded : reasonOf(answer.error, privateStrings.errors));
}
