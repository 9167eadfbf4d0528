import { expect, test } from "vitest";
import { ParlorClient } from "../parlor-client.ts";
import { makeBeside } from "../testing/place.ts";
import { done, good, makePrivatePlace, makeSide, type PrivatePlace } from "../testing/private-place.ts";
import { PrivateMessages } from "./private-messages.ts";

/** Opens a session by these words in a browser with nothing. */
async function comesBack(world: PrivatePlace, words: string) {
  const { client, network } = makeBeside(world.place, "");
  await client.close();
  const fresh = new ParlorClient({ url: "http://test", transport: network, clock: world.place.clock });
  world.sides.push({ ...world.ada, client: fresh, network });
  fresh.start();
  return { fresh, answer: await done(world, PrivateMessages.recover(fresh, words)) };
}

test("RING-3 a person without a private key gets a recovery phrase, and comes back by it", async () => {
  const world = await makePrivatePlace();
  const { ada } = world;
  expect(await ada.messages.recoveryWords()).toBeUndefined();
  good(await done(world, ada.messages.prepareRecovery()));
  const words = (await ada.messages.recoveryWords()) ?? [];
  expect(words).toHaveLength(12);
  expect(ada.messages.state.get()).toMatchObject({ is: "ready", recovery: "pending", keys: [] });
  // Asked for again, it is the same phrase.
  good(await done(world, ada.messages.prepareRecovery()));
  expect(await ada.messages.recoveryWords()).toEqual(words);
  await ada.messages.recoverySaved();

  const { fresh, answer } = await comesBack(world, words.join(" "));
  good(answer);
  expect(fresh.session.state.get()).toMatchObject({ is: "self", self: { person: { name: "Ada" } } });
});

test("RING-3 words that the server does not know yet are not called a way back", async () => {
  const world = await makePrivatePlace();
  const { ada, place } = world;
  const refused = { code: "unavailable", message: "" } as const;
  place.server.refusals.set("recovery.set", [refused, refused]);
  expect(await done(world, ada.messages.prepareRecovery())).toMatchObject({ error: { code: "unavailable" } });
  good(await done(world, ada.messages.prepareRecovery()));
  const words = (await ada.messages.recoveryWords()) ?? [];
  good((await comesBack(world, words.join(" "))).answer);
});

test("RING-3 a device without the keys of a person who has a phrase makes no other one", async () => {
  const world = await makePrivatePlace();
  good(await done(world, world.ada.messages.prepareRecovery()));
  const person = world.place.server.people.get(world.place.ada);
  if (!person) throw new Error("Ada is not there");
  const second = await makeSide(world, world.model.anotherToken(person));
  expect(await done(world, second.messages.prepareRecovery())).toMatchObject({ error: { code: "no_keys" } });
  expect(second.messages.state.get()).toMatchObject({ is: "none", elsewhere: true });
});
