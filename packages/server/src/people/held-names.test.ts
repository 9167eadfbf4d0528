import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { unheard } from "../fanout/unheard.ts";
import { person } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { FORMER_NAMES, HELD_NAMES, usualNameRules } from "./name-rules.ts";
import { formerNames, personByLooks } from "./person-store.ts";
import { nameLooks } from "./name-looks.ts";
import { releaseName } from "./release-name.ts";
import { renamePerson } from "./rename-person.ts";
import { endSession, insertSession } from "./session-store.ts";
import { setLoginHash } from "./recovery-store.ts";
import { startSession } from "./start-session.ts";

const { nameHeldMs } = usualNameRules;
const taken = { coded: { code: "name_taken" } };

test("NAME-7 a name is held to the millisecond, then anybody may take it", async () => {
  await using database = await tempDatabase();
  const bo = await person(database, "Bo");
  await renamePerson(database, unheard, bo.person, "Robert", usualNameRules, 1_000);
  await expect(startSession(database, "BO", 1_000 + nameHeldMs - 1)).rejects.toMatchObject({
    coded: { code: "name_taken", existing: "Bo", suggestion: "BO 2" },
  });
  expect((await startSession(database, "BO", 1_000 + nameHeldMs)).person.name).toBe("BO");
  await expect(renamePerson(database, unheard, bo.person, "Bo")).rejects.toMatchObject(taken);
});

test("NAME-7 with no time to hold, a name is free at once", async () => {
  await using database = await tempDatabase();
  const bo = await person(database, "Bo");
  await renamePerson(database, unheard, bo.person, "Robert", { ...usualNameRules, nameHeldMs: 0 });
  expect((await person(database, "Bo")).person.name).toBe("Bo");
});

test("NAME-7 of many renames in a row only the newest names are held and remembered", async () => {
  await using database = await tempDatabase();
  const bo = await person(database, "Bo 0");
  const count = FORMER_NAMES + HELD_NAMES;
  for (let n = 1; n <= count; n += 1) await renamePerson(database, unheard, bo.person, `Bo ${n}`, usualNameRules, n);
  const others = Array.from({ length: count }, (_, n) => `Bo ${n}`);
  const got = await Promise.allSettled(others.map((name) => startSession(database, name, count)));
  const held = others.filter((_, n) => got[n]?.status === "rejected");
  expect(held).toEqual(others.slice(-HELD_NAMES));
  expect(await formerNames(database.db, [bo.person.id])).toHaveLength(FORMER_NAMES);
});

test("NAME-7 of two people who ask for a held name at once, none gets it, and its owner does", async () => {
  await using database = await tempDatabase();
  const bo = await person(database, "Bo");
  await renamePerson(database, unheard, bo.person, "Robert");
  const asked = await Promise.allSettled([person(database, "Bo"), person(database, "bo")]);
  expect(asked.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect((await renamePerson(database, unheard, bo.person, "Bo")).name).toBe("Bo");
});

test("NAME-7 a suggestion passes over held names, and so does an import", async () => {
  await using database = await tempDatabase();
  const [, bo] = [await person(database, "Ada"), await person(database, "Ada 2")];
  await renamePerson(database, unheard, bo.person, "Bo");
  await expect(person(database, "Ada")).rejects.toMatchObject({ coded: { suggestion: "Ada 3" } });
  expect(await personByLooks(database.db, nameLooks("ada 2"))).toMatchObject({ id: bo.person.id, imported: 0 });
});

test("NAME-8 the name is given up only by a person who has no way back", async () => {
  await using database = await tempDatabase();
  const [ada, bo, cy] = [await person(database, "Ada"), await person(database, "Bo"), await person(database, "Cy")];
  await insertSession(database.db, {
    id: randomUUID(),
    personId: ada.person.id,
    tokenHash: "another token's hash",
    at: 1,
  }).execute();
  await setLoginHash(database.db, bo.person.id, "a login's hash").execute();
  for (const session of [ada, bo, cy]) await endSession(database.db, session.person.id, session.id, 2);
  expect(await releaseName(database, ada, 3)).toBeUndefined();
  expect(await releaseName(database, bo, 3)).toBeUndefined();
  expect(await releaseName(database, cy, 3)).toMatchObject({ person: { name: "Cy (left)", rev: 2 } });
});

test("NAME-8 former names go with the name, and each who left is told from the others", async () => {
  await using database = await tempDatabase();
  for (const left of ["Ada (left)", "Ada (left 2)", "Ada (left 3)"]) {
    const ada = await person(database, "Bo");
    const renamed = await renamePerson(database, unheard, ada.person, "Ada");
    await endSession(database.db, ada.person.id, ada.id, 2);
    expect(await releaseName(database, { ...ada, person: renamed }, 3)).toMatchObject({ person: { name: left } });
  }
});

test.each(["Ada (left)", "ada (LEFT 2)", "Ada (1eft)", "Ada (lеft)"])("NAME-8 %s cannot be chosen", async (name) => {
  await using database = await tempDatabase();
  await expect(person(database, name)).rejects.toMatchObject({ coded: { code: "name_refused" } });
});
