import { unavailable } from "../call.ts";
import type { PrivateSession } from "./private-session.ts";
import type { PrivateAnswer } from "./private-state.ts";
import { problem } from "./problem.ts";
import { recoveryWords } from "./recovery-words.ts";

/** Makes an identity, and with it a recovery phrase, and sends the server the hash by which it will know the phrase. */
export async function prepareRecovery(session: PrivateSession): Promise<PrivateAnswer<object>> {
  const lacking = await session.keysProblem();
  if (lacking) return problem(lacking);
  if (!session.own.identity?.isLoginTold) await session.ring.sync();
  return session.own.identity?.isLoginTold ? { ok: true, value: {} } : unavailable("There is no connection.");
}

/** The words of a phrase that its owner has not saved yet. */
export function unsavedWords({ own }: PrivateSession): readonly string[] | undefined {
  const entropy = own.identity?.entropy;
  return entropy && recoveryWords(entropy);
}

/** Deletes the words: from now on only their owner has them. */
export async function forgetWords({ own }: PrivateSession): Promise<void> {
  await own.change(["identity/own"], (found) => {
    const { entropy, ...identity } = found("identity/own") ?? {};
    return entropy && "identity" in identity ? [["identity/own", identity]] : [];
  });
}
