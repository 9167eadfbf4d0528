import { randomUUID } from "node:crypto";
import { limits, type Person } from "@parlor/protocol";
import { expect, test } from "vitest";
import { ViewersRoom } from "./viewers-room.ts";

const somebody = (): Person => ({ id: randomUUID(), name: "Somebody", rev: 1 });
const ids = (people: Person[]) => people.map(({ id }) => id);

test("PRES-1 a telling names a hundred; the comings past them are counted, the goings are told the next times", () => {
  const room = new ViewersRoom();
  const people = Array.from({ length: 250 }, somebody);
  for (const person of people) room.enter(person, person.id);
  expect(room.news()).toMatchObject({ count: 250, came: { length: limits.presenceNames }, went: [] });
  for (const person of people.slice(100)) room.enter(person, "another socket");
  // Everybody who left was named: the first hundred by the telling, and the hundred after them by an answer.
  for (const person of people.slice(0, 100)) room.leave(person.id, person.id);
  const named = ids(room.here().people);
  for (const person of people.slice(100)) {
    room.leave(person.id, person.id);
    room.leave(person.id, "another socket");
  }
  const told = [room.news(), room.news(), room.news()].flatMap(({ went }) => went);
  expect(told).toEqual([...ids(people.slice(0, 100)), ...named]);
  expect(room.owes).toBe(false);
  expect(room.count).toBe(0);
});

test("PRES-1 several sockets of one person count once, and each as a socket to write to", () => {
  const room = new ViewersRoom();
  const ada = somebody();
  for (const socket of ["a", "b", "b"]) room.enter(ada, socket);
  expect([room.count, room.sockets]).toEqual([1, 2]);
  for (const socket of ["b", "b", "unknown"]) room.leave(ada.id, socket);
  expect([room.count, room.sockets]).toEqual([1, 1]);
  room.leave(ada.id, "a");
  expect([room.count, room.sockets]).toEqual([0, 0]);
});

test("PRES-1 who comes back before their going was told has not gone", () => {
  const room = new ViewersRoom();
  const ada = somebody();
  room.enter(ada, "a");
  room.news();
  room.leave(ada.id, "a");
  room.enter(ada, "b");
  expect(room.news()).toEqual({ count: 1, came: [ada], went: [] });
});

test("PRES-1 who comes back before their going was told, and goes again, has gone", () => {
  const room = new ViewersRoom();
  const ada = somebody();
  room.enter(ada, "a");
  room.news();
  room.leave(ada.id, "a");
  room.enter(ada, "b");
  room.leave(ada.id, "b");
  expect(room.news()).toEqual({ count: 0, came: [], went: [ada.id] });
});
