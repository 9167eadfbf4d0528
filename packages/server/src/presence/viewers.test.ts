import type { Answer, AnswerOf } from "@parlor/protocol";
import { io, type Socket } from "socket.io-client";
import { expect, test } from "vitest";
import { testServer } from "../testing/test-server.ts";

async function arrive(url: string, displayName: string): Promise<Socket> {
  const socket = io(url, { transports: ["websocket"], reconnection: false });
  await call(socket, "session.start", { displayName, keep: "token" });
  return socket;
}

async function call<T>(socket: Socket, name: string, input: object): Promise<T> {
  const answer = (await socket.emitWithAck(name, input)) as Answer<T>;
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

test("PRES-1 somebody whose session ends is gone from the channel at once", async () => {
  await using server = await testServer();
  const [ada, bo] = [await arrive(server.url, "Ada"), await arrive(server.url, "Bo")];
  const { channels } = await call<AnswerOf<"channel.list">>(ada, "channel.list", {});
  const channelId = channels[0]?.id;
  await call(ada, "channel.view", { channelId });
  await call(bo, "channel.view", { channelId });
  const cut = new Promise((resolve) => ada.once("disconnect", resolve));
  await call(ada, "session.end", {});
  await cut;
  const { here } = await call<AnswerOf<"channel.view">>(bo, "channel.view", { channelId });
  expect(here.people.map(({ name }) => name)).toEqual(["Bo"]);
  bo.close();
});
