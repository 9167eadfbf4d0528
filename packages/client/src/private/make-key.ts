import type { KeyId, Milliseconds } from "@parlor/protocol";
import { judgePhrase } from "./judge-phrase.ts";
import type { KeyPlan } from "./key-list.ts";
import { normalisePhrase } from "./phrase.ts";
import type { PrivateSession } from "./private-session.ts";
import type { PrivateAnswer, PrivateKeyView } from "./private-state.ts";
import { phraseFaults, problem } from "./problem.ts";

export interface NewKey {
  label: string;
  /** One of the person's own choosing; generated when left out. */
  phrase?: string;
  expiresAt?: Milliseconds;
  uses?: number;
}

/** Sets up a private key, and the identity behind it with the first one. */
export async function makeKey(session: PrivateSession, wanted: NewKey): Promise<PrivateAnswer<PrivateKeyView>> {
  const { phrase, ...plan } = wanted;
  if (phrase === undefined) return made(session, plan);
  const { is } = await judgePhrase(phrase);
  if (is !== "good") return problem("weak_phrase", phraseFaults[is]);
  const text = normalisePhrase(phrase);
  const secret = await session.finder.stretched(text);
  return secret.ok ? made(session, { ...plan, phrase: { text, secret: secret.value } }) : secret;
}

/** Sets up a generated key in the place of one, with its label and its limits, as far as those are not past. */
export async function renewKey(
  session: PrivateSession,
  keyId: KeyId,
  now: Milliseconds,
): Promise<PrivateAnswer<PrivateKeyView>> {
  const old = session.own.keys.get(keyId);
  if (!old) return problem("no_keys");
  const { label, expiresAt, uses } = old;
  const ends = expiresAt !== undefined && expiresAt > now && { expiresAt };
  return made(session, { label, ...ends, ...(uses !== undefined && { uses }), replaces: keyId });
}

async function made(session: PrivateSession, plan: KeyPlan): Promise<PrivateAnswer<PrivateKeyView>> {
  const lacking = await session.keysProblem();
  if (lacking) return problem(lacking);
  const made = await session.keys.make(plan);
  if (!made.ok) return made;
  const view = session.keys.views(session.directory.all()).find(({ keyId }) => keyId === made.value.keyId);
  return view ? { ok: true, value: view } : problem("no_keys");
}
