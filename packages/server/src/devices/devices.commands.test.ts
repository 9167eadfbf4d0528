import { randomBytes } from "node:crypto";
import type { Answer, AnswerOf, CommandName, InputOf } from "@parlor/protocol";
import { expect, test } from "vitest";
import { testServer } from "../testing/test-server.ts";

const secret = () => randomBytes(32).toString("base64url");

test("DEV-2 an address that tries too many links has to wait, with a session or without; a device that is waiting already does not", async () => {
  await using server = await testServer({ RATE_OPEN: "4/0.001" });
  const ask = async <N extends CommandName>(command: N, input: InputOf<N>, token?: string): Promise<AnswerOf<N>> => {
    const response = await server.post(command, input, token === undefined ? {} : { authorization: `Bearer ${token}` });
    const answer = (await response.json()) as Answer<AnswerOf<N>>;
    if (!answer.ok) throw new Error(`${command}: ${answer.error.code}`);
    return answer.value;
  };
  const { token = "" } = await ask("session.start", { displayName: "Ada", keep: "token" });
  const { code } = await ask("device.offer", {}, token);
  const device = { code, claim: secret() };
  await ask("device.claim", device);

  const statuses = [];
  for (let tried = 0; tried < 3; tried += 1) {
    // A session of one's own is no further allowance.
    const headers: Record<string, string> = tried === 1 ? { authorization: `Bearer ${token}` } : {};
    const answer = await server.post("device.claim", { code: secret(), claim: secret() }, headers);
    statuses.push(answer.status);
    expect(answer.headers.has("retry-after")).toBe(answer.status === 429);
  }
  expect(statuses).toEqual([404, 404, 429]);
  expect(await ask("device.check", device)).toMatchObject({ confirmed: false });
});
