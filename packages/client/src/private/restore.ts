import type { Answer, RingItem } from "@parlor/protocol";
import type { Call } from "../call.ts";
import type { Core } from "../core.ts";
import type { ParlorClient } from "../parlor-client.ts";
import { bringBack } from "./birth.ts";
import type { PrivateSession } from "./private-session.ts";
import type { PrivateAnswer } from "./private-state.ts";
import { problem } from "./problem.ts";
import { readRecoveryWords, recoverySecrets } from "./recovery-words.ts";
import { nextRun } from "./ring-run.ts";

/** Brings the identity to a browser that has the session but not the keys; the rest of the keyring follows by itself. */
export async function restoreKeys(
  session: PrivateSession,
  { call, clock }: Core,
  words: string,
): Promise<PrivateAnswer<object>> {
  const entropy = await readRecoveryWords(words);
  if (!entropy.ok) return problem("wrong_words");
  const item = await identityItem(call);
  if (!item.ok) return item;
  const isBack = item.value !== undefined && (await bringBack(session.own, entropy.value, item.value, clock.now()));
  if (!isBack) return problem("other_words");
  session.sealer.forget();
  session.ring.isForeign = false;
  await session.tend();
  return { ok: true, value: {} };
}

/** Opens the session of the person whose words these are. */
export async function recoverSession(client: ParlorClient, words: string): Promise<PrivateAnswer<object>> {
  const entropy = await readRecoveryWords(words);
  if (!entropy.ok) return problem("wrong_words");
  const { login } = await recoverySecrets(entropy.value);
  return client.session.recover(login);
}

async function identityItem(call: Call): Promise<Answer<RingItem | undefined>> {
  for (let after: string | undefined; ;) {
    const answer = await call("keyring.read", after === undefined ? {} : { after });
    if (!answer.ok) return answer;
    const found = answer.value.items.find(({ id }) => id === "identity");
    after = nextRun(answer.value, after);
    if (found || after === undefined) return { ok: true, value: found };
  }
}
