import { privateLimits, type RingItem } from "@parlor/protocol";
import { io, type Socket } from "socket.io-client";
import { expect, onTestFinished, test } from "vitest";
import { digestOf } from "../people/digest.ts";
import { person } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { testServer, type TestServer } from "../testing/test-server.ts";
import { ringItems } from "./keyring-store.ts";

const login = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFE";
const item = (id: string, rev: number, sealed = `${id}-${rev}`.replaceAll(".", "_")): RingItem => ({ id, rev, sealed });

interface Device {
  socket: Socket;
  token: string;
  /** Names of the events it heard. */
  heard: string[];
  asks(name: string, input: unknown): Promise<{ ok: boolean; value: never; error: { code: string } }>;
}

async function device(server: TestServer, command: string, input: object): Promise<Device> {
  const socket = io(server.url, { transports: ["websocket"], reconnection: false, forceNew: true });
  onTestFinished(() => void socket.disconnect());
  const heard: string[] = [];
  socket.onAny((name: string) => heard.push(name));
  const { value } = await socket.emitWithAck(command, { ...input, keep: "token" });
  return { socket, token: value.token, heard, asks: (name, wanted) => socket.emitWithAck(name, wanted) };
}

test("RING-1 of two versions the higher rev holds, the same again is no conflict, and pages come in order", async () => {
  await using server = await testServer();
  const ada = await device(server, "session.start", { displayName: "Ada" });
  const put = async (...items: RingItem[]) => (await ada.asks("keyring.put", { items })).value;
  expect(await put(item("identity", 1), item("prekey.1", 2))).toEqual({ stale: [] });
  expect(await put(item("identity", 1), item("prekey.1", 2)), "a resend").toEqual({ stale: [] });
  expect(await put(item("identity", 1, "other"), item("prekey.1", 1), item("prekey.2", 1))).toEqual({
    stale: [item("identity", 1), item("prekey.1", 2)],
  });
  expect(await put(item("identity", 3))).toEqual({ stale: [] });
  const many = Array.from({ length: 120 }, (_, n) => item(`peer.${String(n).padStart(3, "0")}`, 1));
  for (let from = 0; from < many.length; from += privateLimits.ringPut)
    await put(...many.slice(from, from + privateLimits.ringPut));
  const first = (await ada.asks("keyring.read", {})).value as { items: RingItem[]; more: boolean };
  expect([first.items.length, first.more]).toEqual([100, true]);
  const rest = (await ada.asks("keyring.read", { after: first.items.at(-1)?.id })).value as typeof first;
  expect(rest.more).toBe(false);
  expect([...first.items, ...rest.items]).toEqual(
    [item("identity", 3), ...many, item("prekey.1", 2), item("prekey.2", 1)].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
});

test("RING-1 a keyring has an end; what does not fit changes nothing, what is there can still be renewed", async () => {
  await using database = await tempDatabase();
  const { person: ada } = await person(database, "Ada");
  const put = (items: RingItem[]) => database.commit("putRingItems", { by: ada.id, items, most: 3 });
  expect(await put([item("a", 1), item("b", 1)])).toEqual({ stored: 2, stale: [] });
  expect(await put([item("a", 2), item("c", 1), item("d", 1)])).toBe("full");
  expect(await ringItems(database.db, ada.id, "", 9)).toEqual([item("a", 1), item("b", 1)]);
  expect(await put([item("a", 2), item("c", 1)])).toEqual({ stored: 2, stale: [] });
  expect(await put([item("a", 3), item("a", 4)])).toEqual({ stored: 2, stale: [] });
  expect(await ringItems(database.db, ada.id, "a", 9)).toEqual([item("b", 1), item("c", 1)]);
});

test("RING-2 RING-3 a recovered device is the same person, and each of them hears what another changes", async () => {
  await using server = await testServer();
  const ada = await device(server, "session.start", { displayName: "Ada" });
  const bo = await device(server, "session.start", { displayName: "Bo" });
  await ada.asks("recovery.set", { loginHash: digestOf(login), fresh: false });
  await ada.asks("keyring.put", { items: [item("identity", 1)] });
  const phone = await device(server, "session.recover", { login });
  expect(phone.token).not.toBe(ada.token);
  expect((await phone.asks("session.current", {})).value).toMatchObject({ person: { name: "Ada" } });
  expect((await phone.asks("keyring.read", {})).value).toMatchObject({ items: [item("identity", 1)] });
  const before = ada.heard.length;
  const told: unknown[] = [];
  ada.socket.on("keyring.changed", (what) => told.push(what));
  await phone.asks("keyring.put", { items: [item("prekey.1", 1)] });
  await phone.asks("keyring.put", { items: [item("prekey.1", 1)] });
  for (const each of [ada, phone, bo]) await each.asks("session.current", {});
  expect(told, "by name and rev").toEqual([{ items: [{ id: "prekey.1", rev: 1 }] }]);
  expect(ada.heard.slice(before), "what changed nothing is not told").toEqual(["keyring.changed"]);
  expect(phone.heard.filter((name) => name === "keyring.changed")).toHaveLength(1);
  expect(bo.heard).not.toContain("keyring.changed");
});

test("RING-3 every wrong login has one answer, a new phrase ends the one before, and `fresh` forgets its keyring", async () => {
  await using server = await testServer();
  const ada = await device(server, "session.start", { displayName: "Ada" });
  const recover = (wanted: string) => server.post("session.recover", { login: wanted, keep: "cookie" });
  const never = await recover(login);
  expect([never.status, await never.json()]).toMatchObject([401, { error: { code: "recovery_refused" } }]);
  await ada.asks("recovery.set", { loginHash: digestOf(login), fresh: false });
  await ada.asks("keyring.put", { items: [item("identity", 1)] });
  const found = await recover(login);
  expect(found.headers.get("set-cookie")).toMatch(/^parlor-[0-9a-f]{8}=/);
  expect(await found.json()).toMatchObject({ ok: true, value: { person: { name: "Ada" } } });

  const next = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  expect(await ada.asks("recovery.set", { loginHash: digestOf(login), fresh: false }), "again").toMatchObject({
    ok: true,
  });
  const { error } = await ada.asks("recovery.set", { loginHash: digestOf(next), fresh: false });
  expect([error.code, (await recover(next)).status], "another's place is not taken").toEqual(["bad_request", 401]);
  expect((await ada.asks("keyring.read", {})).value).toMatchObject({ items: [item("identity", 1)] });
  await ada.asks("recovery.set", { loginHash: digestOf(next), fresh: true });
  const [ended, wrong] = await Promise.all([recover(login), recover(next.replace("A", "B"))]);
  expect(await ended.text()).toBe(await wrong.text());
  expect((await recover(next)).status).toBe(200);
  expect((await ada.asks("keyring.read", {})).value).toEqual({ items: [], more: false });
});

test("RING-3 a login that is another person's stays theirs, and a person who sets it again loses nothing", async () => {
  await using server = await testServer();
  const ada = await device(server, "session.start", { displayName: "Ada" });
  const mal = await device(server, "session.start", { displayName: "Mal" });
  await ada.asks("recovery.set", { loginHash: digestOf(login), fresh: false });
  await mal.asks("keyring.put", { items: [item("identity", 1)] });
  for (const fresh of [false, true]) {
    const { error } = await mal.asks("recovery.set", { loginHash: digestOf(login), fresh });
    expect(error.code, "not to be tried again").toBe("bad_request");
  }
  expect((await mal.asks("keyring.read", {})).value).toMatchObject({ items: [item("identity", 1)] });
  const back = await server.post("session.recover", { login, keep: "token" });
  expect(await back.json()).toMatchObject({ value: { person: { name: "Ada" } } });
});

test("RING-3 logins are tried as rarely as sessions are opened", async () => {
  await using server = await testServer({ RATE_OPEN: "2/0.01" });
  const recover = async () => (await server.post("session.recover", { login, keep: "token" })).status;
  expect([await recover(), await recover(), await recover()]).toEqual([401, 401, 429]);
});
