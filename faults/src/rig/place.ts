import type { Answer, AnswerOf, ChannelId, CommandName, InputOf } from "@parlor/protocol";

/** Requests at a time while a place is being furnished. */
const AT_ONCE = 32;

export interface Guest {
  name: string;
  token: string;
  sessionId: string;
}

/** Runs one command over HTTP; throws what the server refused. */
export async function post<N extends CommandName>(
  url: string,
  name: N,
  input: InputOf<N>,
  token?: string,
): Promise<AnswerOf<N>> {
  const answer = await ask(url, name, input, token);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`);
  return answer.value;
}

/** Runs one command over HTTP; rejects without an answer within 5 s. */
export async function ask<N extends CommandName>(
  url: string,
  name: N,
  input: InputOf<N>,
  token?: string,
): Promise<Answer<AnswerOf<N>>> {
  const response = await fetch(`${url}/api/v1/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(5_000),
  });
  return (await response.json()) as Answer<AnswerOf<N>>;
}

/** People with a session each. */
export function invite(url: string, count: number, prefix = "guest"): Promise<Guest[]> {
  return inTurns(count, async (n) => {
    const name = `${prefix} ${n}`;
    const { token = "", sessionId } = await post(url, "session.start", { displayName: name, keep: "token" });
    return { name, token, sessionId };
  });
}

export function makeChannels(url: string, host: Guest, count: number): Promise<ChannelId[]> {
  return inTurns(count, async (n) => {
    const { channel } = await post(url, "channel.create", { name: `fault ${n}` }, host.token);
    return channel.id;
  });
}

async function inTurns<T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) made[n] = await make(n);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return made;
}
