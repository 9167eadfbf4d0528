import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { endSession, sessionByTokenHash } from "../people/session-store.ts";
import { hashToken } from "../people/session-token.ts";
import { startSession } from "../people/start-session.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { DeviceLinks } from "./device-links.ts";
import { openLinkedSession } from "./open-linked-session.ts";

const linkOf = (ada: Awaited<ReturnType<typeof startSession>>) => new DeviceLinks().offer(ada, "192.0.2.1").link;

test("DEV-4 a link opens one session; a repeat replaces its token until one was presented", async () => {
  await using database = await tempDatabase();
  const ada = await startSession(database, "Ada", 1);
  const link = linkOf(ada);
  const device = { kept: "plain", label: "Firefox on Linux" } as const;
  const [first, second] = await Promise.all([1, 2].map((at) => openLinkedSession(database, link, at, device)));
  expect(second?.id).toBe(first?.id);
  expect(await sessionByTokenHash(database.db, hashToken(first?.token ?? ""))).toBeUndefined();
  expect(await sessionByTokenHash(database.db, hashToken(second?.token ?? ""))).toMatchObject({
    id: first?.id,
    person: { name: "Ada" },
    use: device,
  });

  await database.commit("markSeen", new Map([[first?.id ?? "", 3]]));
  await expect(openLinkedSession(database, link, 4, device)).rejects.toMatchObject({ coded: { code: "link_ended" } });
});

test("DEV-4 a session that was opened and signed out is not opened again", async () => {
  await using database = await tempDatabase();
  const ada = await startSession(database, "Ada", 1);
  const link = linkOf(ada);
  const phone = await openLinkedSession(database, link, 2, {});
  expect(await endSession(database.db, ada.person.id, phone.id, 3)).toBe(true);
  await expect(openLinkedSession(database, link, 4, {})).rejects.toMatchObject({ coded: { code: "link_ended" } });
});

test("DEV-6 nothing is opened for a session that has ended, nor for one that never was", async () => {
  await using database = await tempDatabase();
  const ada = await startSession(database, "Ada", 1);
  const link = linkOf(ada);
  await endSession(database.db, ada.person.id, ada.id, 2);
  await expect(openLinkedSession(database, link, 2, {})).rejects.toMatchObject({ coded: { code: "link_ended" } });
  const ghost = { ...link, by: { ...ada, id: randomUUID() } };
  await expect(openLinkedSession(database, ghost, 2, {})).rejects.toMatchObject({ coded: { code: "link_ended" } });
});

test("CON-7 a person ends no session but their own", async () => {
  await using database = await tempDatabase();
  const [ada, mal] = [await startSession(database, "Ada", 1), await startSession(database, "Mal", 1)];
  expect(await endSession(database.db, mal.person.id, ada.id, 2)).toBe(false);
  expect(await endSession(database.db, ada.person.id, ada.id, 2)).toBe(true);
  expect(await endSession(database.db, ada.person.id, ada.id, 3)).toBe(false);
});
