import type { ChannelId } from "@parlor/protocol";
import type { PrivateSession } from "./private-session.ts";
import type { Found, PrivateAnswer } from "./private-state.ts";
import { problem } from "./problem.ts";

/** Opens the conversation behind a private key that was found, with an identity made for it where there is none yet. */
export async function openConversation(
  session: PrivateSession,
  found: Found,
): Promise<PrivateAnswer<{ id: ChannelId }>> {
  const lacking = await session.keysProblem();
  if (lacking) return problem(lacking);
  const answer = await session.finder.open(found);
  if (!answer.ok) return answer;
  session.directory.changed(answer.value);
  return { ok: true, value: { id: answer.value.id } };
}
