import type { Answer, AnswerOf } from "@parlor/protocol";
import { expect, test } from "vitest";
import { testServer } from "../testing/test-server.ts";

const DAY_MS = 24 * 60 * 60_000;

test.each([
  [{}, 90],
  [{ SESSION_IDLE_DAYS: "7" }, 7],
])(
  "SES-9 over HTTP, with %j, a second device that nobody used for %i days is signed out, and the first is not",
  async (settings, days) => {
    let now = Date.now();
    await using server = await testServer({ ...settings, METRICS_PORT: "0" }, undefined, () => now);
    const ask = async <T>(command: string, input: unknown, token?: string) => {
      const response = await server.post(command, input, token ? { authorization: `Bearer ${token}` } : {});
      return { status: response.status, answer: (await response.json()) as Answer<T> };
    };
    const start = await ask<AnswerOf<"session.start">>("session.start", { displayName: "Ada", keep: "token" });
    const ada = (start.answer.ok && start.answer.value.token) || "";
    const offer = await ask<AnswerOf<"device.offer">>("device.offer", {}, ada);
    const { code = "", linkId = "" } = offer.answer.ok ? offer.answer.value : {};
    const device = { code, claim: "a".repeat(43) };
    const claimed = await ask<AnswerOf<"device.claim">>("device.claim", device);
    await ask("device.confirm", { linkId, number: claimed.answer.ok && claimed.answer.value.number }, ada);
    const collected = await ask<AnswerOf<"device.collect">>("device.collect", { ...device, keep: "token" });
    const phone = (collected.answer.ok && collected.answer.value.token) || "";
    expect((await ask("session.current", {}, phone)).status).toBe(200);
    now += 1_000;
    expect((await ask("session.current", {}, ada)).status).toBe(200);

    now += (days - 1) * DAY_MS;
    expect((await ask("session.current", {}, ada)).status).toBe(200);
    now += DAY_MS;
    expect((await ask("session.current", {}, phone)).status).toBe(401);
    const list = await ask<AnswerOf<"session.list">>("session.list", {}, ada);
    expect(list.answer).toMatchObject({ value: { devices: [{ isThis: true }] } });
    expect(await server.metrics()).toMatchObject({ parlor_sessions: 1 });
    now += 10 * days * DAY_MS;
    expect((await ask("session.current", {}, ada)).status).toBe(200);
  },
);
