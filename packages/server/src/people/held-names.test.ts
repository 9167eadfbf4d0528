import { randomUUID } from "node:crypto";
import { sql } from "kysely";
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

test("NAME-7 as many old names are held as may be, each for its whole time; a further name is refused until one is free", async () => {
  await using database = await tempDatabase();
  const bo = await person(database, "Bo 0");
  const rename = (name: string, at: number) => renamePerson(database, unheard, bo.person, name, usualNameRules, at);
  for (let n = 1; n <= HELD_NAMES; n += 1) await rename(`Bo ${n}`, n);
  await expect(rename("Bo next", HELD_NAMES + 1)).rejects.toMatchObject({
    coded: {
      code: "too_many_names",
      message:
        "Your last 20 names are still kept for you. Take one of them back, such as “Bo 19”, “Bo 18”, or “Bo 17”, or choose a new name in 30 days.",
      retryAfterMs: nameHeldMs - HELD_NAMES,
    },
  });
  const old = Array.from({ length: HELD_NAMES }, (_, n) => `Bo ${n}`);
  const got = await Promise.allSettled(old.map((name) => startSession(database, name, nameHeldMs)));
  expect(got.map(({ status }) => status)).toEqual(old.map(() => "rejected"));
  // Other capitals make no other name, and an old name can be taken back, as often as they like.
  await rename("BO 20", HELD_NAMES + 2);
  for (let at = 30; at < 30 + 2 * FORMER_NAMES; at += 1) await rename(at % 2 ? "Bo 19" : "Bo 20", at);
  await expect(rename("Bo next", 200)).rejects.toMatchObject({ coded: { code: "too_many_names" } });
  await expect(startSession(database, "Bo 0", nameHeldMs)).rejects.toMatchObject(taken);
  expect((await formerNames(database.db, [bo.person.id])).length).toBeLessThanOrEqual(FORMER_NAMES + HELD_NAMES);
  // The first name is free now, so a further one is, too.
  expect((await rename("Bo next", 1 + nameHeldMs)).name).toBe("Bo next");
  expect((await startSession(database, "Bo 0", 1 + nameHeldMs)).person.name).toBe("Bo 0");
});

test("NAME-7 with no time to hold, names may be changed as often as one likes, and few are remembered", async () => {
  await using database = await tempDatabase();
  const bo = await person(database, "Bo 0");
  const rules = { ...usualNameRules, nameHeldMs: 0 };
  for (let n = 1; n <= FORMER_NAMES + 5; n += 1) await renamePerson(database, unheard, bo.person, `Bo ${n}`, rules, n);
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
  expect(await releaseName(database, ada, 3)).toEqual({ released: false });
  expect(await releaseName(database, bo, 3)).toEqual({ released: false });
  expect(await releaseName(database, cy, 3)).toMatchObject({
    released: true,
    named: { person: { name: "Cy (left)", rev: 2 } },
  });
  for (const { id, person: whose } of [ada, bo, cy]) expect(await endSession(database.db, whose.id, id, 4)).toBe(false);
});

test("NAME-8 former names go with the name, and each who left is told from the others", async () => {
  await using database = await tempDatabase();
  for (const left of ["Ada (left)", "Ada (left 2)", "Ada (left 3)"]) {
    const ada = await person(database, "Bo");
    const renamed = await renamePerson(database, unheard, ada.person, "Ada");
    expect(await releaseName(database, { ...ada, person: renamed }, 3)).toMatchObject({
      named: { person: { name: left } },
    });
  }
});

test("NAME-8 a name that is released twice at once is given up once, and a repeat says so", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "Ada");
  const both = await Promise.all([releaseName(database, ada, 3), releaseName(database, ada, 3)]);
  expect(both.map(({ released }) => released)).toEqual([true, true]);
  expect(both.filter(({ named }) => named)).toHaveLength(1);
  expect(await releaseName(database, ada, 4)).toEqual({ released: true });
  expect(await personByLooks(database.db, nameLooks("Ada (left)"))).toMatchObject({ id: ada.person.id, rev: 2 });
});

test("NAME-8 the name that is given up is the one that the person has at that moment", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "Ada");
  await renamePerson(database, unheard, ada.person, "Bo");
  expect(await releaseName(database, ada, 3)).toMatchObject({ named: { person: { name: "Bo (left)" } } });
});

test("NAME-8 neither the name nor the session changes when the transaction fails", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "Ada");
  const stop = sql`create trigger stop before update of ended_at on session begin select raise(abort, 'stopped'); end`;
  await stop.execute(database.db);
  await expect(releaseName(database, ada, 3)).rejects.toThrow("stopped");
  expect(await personByLooks(database.db, nameLooks("Ada"))).toMatchObject({ name: "Ada", rev: 1 });
});

test.each(["Ada (left)", "ada (LEFT 2)", "Ada [1eft]"])("NAME-8 %s cannot be chosen", async (name) => {
  await using database = await tempDatabase();
  await expect(person(database, name)).rejects.toMatchObject({ coded: { code: "name_refused" } });
});
