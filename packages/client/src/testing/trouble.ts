import * as fc from "fast-check";
import type { ParlorClient } from "../parlor-client.ts";
import { general, makeBeside, makeLivePlace, type Place } from "./place.ts";

/** One person's client and the way between it and the server. */
type Side = Pick<Place, "client" | "network">;

/** Two people with clients of ours in one channel, and one who writes there without. */
export interface World {
  readonly place: Place;
  readonly sides: { readonly ada: Side; readonly bo: Side };
  readonly cy: string;
  /** What each person with a client sent, in order. */
  readonly sent: { readonly ada: string[]; readonly bo: string[] };
  /** The seq from which on each client must hold everything: where its timeline began, or was honestly reloaded. */
  readonly beginnings: { readonly ada: () => number; readonly bo: () => number };
}

export async function makeWorld(): Promise<World> {
  const ada = await makeLivePlace();
  const bo = makeBeside(ada, ada.bo);
  const cy = ada.server.makePerson("Cy");
  bo.client.start();
  await bo.network.flush();
  const beginnings = { ada: beginningOf(ada.client), bo: beginningOf(bo.client) };
  for (const { client } of [ada, bo]) client.feed(general).open();
  return { place: ada, sides: { ada, bo }, cy, sent: { ada: [], bo: [] }, beginnings };
}

function beginningOf(client: ParlorClient): () => number {
  let from: number | undefined;
  let reset: number | undefined;
  client.feed(general).state.subscribe(({ status, rows, resetFrom }) => {
    const [first] = rows.flatMap((row) => (row.is === "message" ? [row.message.seq] : []));
    if (status === "ready") from ??= first ?? 1;
    if (resetFrom !== reset && resetFrom !== undefined) from = resetFrom;
    reset = resetFrom;
  });
  return () => from ?? Infinity;
}

const who = fc.constantFrom("ada" as const, "bo" as const);
const few = fc.integer({ min: 1, max: 6 });
const some = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 120 }));
const command = fc.constantFrom("message.send", "message.page", "channel.view", "channel.list");

function kind<const K extends string, T extends object>(
  is: K,
  more: { [F in keyof T]: fc.Arbitrary<T[F]> },
  weight = 3,
) {
  return { weight, arbitrary: fc.record({ is: fc.constant(is), ...more }) as fc.Arbitrary<{ is: K } & T> };
}

/** What may happen, in any order. Numbers choose how much or where; each meaning is in `happen`. */
export const step = fc.oneof(
  kind("calm", {}, 8),
  kind("up", { who, times: few }, 6),
  kind("down", { who, times: few }, 6),
  kind("sends", { who, times: few }, 8),
  kind("writes", { times: some }, 5),
  kind("lose", { who, at: fc.nat() }, 8),
  kind("double", { who, at: fc.nat() }),
  kind("swap", { who, at: fc.nat() }),
  kind("cut", { who }),
  kind("older", { who }),
  kind("rename", { who }),
  kind("leave and return", { who }),
  kind("refuse", { name: command, told: fc.boolean() }),
  kind("pass", { ms: fc.integer({ min: 1, max: 12_000 }) }),
  kind("pulse", {}, 2),
  kind("hold the disk", {}, 2),
  kind("commit", {}, 2),
  kind("fail to commit", {}, 2),
  kind("restart", {}, 2),
);

export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** On a live socket single packets are not lost, but a server's fan-out may lose messages and pulses, and an answer may hang. */
const losable = /^(message\.new|channel\.pulse|answer to )/;

export async function happen(world: World, what: Step, count: number): Promise<void> {
  const { place, sides } = world;
  const { server, clock } = place;
  if (!("who" in what)) return happenToAll(world, what, count);
  const { client, network } = sides[what.who];
  const { down } = network.wire;
  switch (what.is) {
    case "up":
      for (let each = 0; each < what.times; each++) await network.up();
      return;
    case "down":
      for (let each = 0; each < what.times; each++) await network.down();
      return;
    case "sends":
      for (let each = 1; each <= what.times; each++) {
        const text = `${what.who} ${count}.${each}`;
        world.sent[what.who].push(text);
        client.feed(general).send(text);
        // Ids are in the order of writing, by the clock.
        await clock.pass(1);
      }
      return;
    case "lose":
      if (losable.test(down[what.at % down.length]?.what ?? "")) down.splice(what.at % down.length, 1);
      return;
    case "double": {
      const packet = down[what.at % down.length];
      if (packet && packet.what !== "hello") down.push(packet);
      return;
    }
    case "swap": {
      const at = what.at % Math.max(down.length - 1, 1);
      const [one, other] = [down[at], down[at + 1]];
      if (one && other && one.what !== "hello") down.splice(at, 2, other, one);
      return;
    }
    case "cut":
      return network.wire.cut();
    case "older":
      return void client.feed(general).loadOlder();
    case "rename":
      return void server.rename(what.who === "ada" ? place.ada : place.bo, `${what.who} ${count}`);
    case "leave and return":
      client.feed(general).close();
      return client.feed(general).open();
  }
}

async function happenToAll(
  { place, sides, cy }: World,
  what: Exclude<Step, { who: unknown }>,
  count: number,
): Promise<void> {
  const { server, clock } = place;
  switch (what.is) {
    case "calm":
      await clock.pass(1_000);
      return flush(sides);
    case "writes":
      for (let each = 1; each <= what.times; each++) server.write(cy, general, `cy ${count}.${each}`);
      return;
    case "refuse": {
      const error = { code: "rate_limited", message: "", ...(what.told && { retryAfterMs: 1_500 }) } as const;
      return void server.refusals.set(what.name, [error]);
    }
    case "pass":
      return clock.pass(what.ms);
    case "pulse":
      return server.pulse();
    case "hold the disk":
      server.disk.isHeld = true;
      return;
    case "commit":
      return server.disk.commit();
    case "fail to commit":
      return server.disk.commit({ code: "storage_full", message: "" });
    case "restart":
      return restart({ place, sides });
  }
}

/** The server is killed and comes back: what it had not stored is gone, and so is every connection. */
export function restart({ place, sides }: Pick<World, "place" | "sides">): void {
  place.server.restart();
  for (const { network } of Object.values(sides)) network.wire.cut();
}

/** The trouble ends; time passes, with a pulse every second or none at all. */
export async function heal({ place: { server, clock }, sides }: World, pulses: boolean): Promise<void> {
  server.disk.isHeld = false;
  server.disk.commit();
  for (let second = 0; second < 60; second++) {
    await flush(sides);
    if (pulses) server.pulse();
    await flush(sides);
    await clock.pass(1_000);
  }
  await flush(sides);
}

async function flush(sides: World["sides"]): Promise<void> {
  // What one causes may be on its way to the other.
  for (let round = 0; round < 3; round++) for (const { network } of Object.values(sides)) await network.flush();
}
