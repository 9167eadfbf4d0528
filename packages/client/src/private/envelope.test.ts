import { expect, test } from "vitest";
import { opened, opening, sealed, someone, value } from "./testing/people.ts";

test("SEAL-10 a knock opens for its owner, and for whoever wrote it", async () => {
  const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
  const knock = { secrets: bo.secrets, name: "Ada" };
  const { text, hash } = await sealed(ada, bo, "Hello, Bo!", { knock });
  const there = value(await opened(text, opening(bo, undefined)));
  expect(there).toMatchObject({ text: "Hello, Bo!", n: 1, hash, hint: bo.secrets.hint });
  expect(there.from).toEqual({ identity: ada.shown, name: "Ada" });
  const here = value(await opened(text, opening(ada, bo, { by: "self" })));
  expect(here).toEqual(there);
});

test("SEAL-10 a message opens for its peer, and for whoever wrote it", async () => {
  const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
  const { text, hash } = await sealed(ada, bo, "Hello again");
  const there = value(await opened(text, opening(bo, ada)));
  expect(there).toMatchObject({ text: "Hello again", hash });
  expect(there.hint).toBeUndefined();
  expect(value(await opened(text, opening(ada, bo, { by: "self" })))).toEqual(there);
});
