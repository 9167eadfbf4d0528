import { randomUUID } from "node:crypto";
import { deviceLimits } from "@parlor/protocol";
import { expect, test } from "vitest";
import type { Session } from "../people/session.ts";
import { DeviceLinks, newClaimant } from "./device-links.ts";

const ADDRESS = "192.0.2.1";
const session = (): Session => ({ id: randomUUID(), person: { id: randomUUID(), name: "Ada", rev: 1 } });

test("DEV-1 a link works for five minutes by the server's clock, and not a millisecond longer", () => {
  let now = 1_000;
  const links = new DeviceLinks(() => now);
  const ada = session();
  const { link, code } = links.offer(ada, ADDRESS);
  expect(link.expiresAt).toBe(1_000 + 5 * 60_000);
  now = link.expiresAt - 1;
  expect(links.byCode(code)).toBe(link);
  expect(links.of(ada, link.id)).toBe(link);
  now = link.expiresAt;
  expect(links.byCode(code)).toBeUndefined();
  expect(links.of(ada, link.id)).toBeUndefined();
});

test("DEV-1 a device that was confirmed too late finds no link", () => {
  let now = 0;
  const links = new DeviceLinks(() => now);
  const { link, code } = links.offer(session(), ADDRESS);
  link.state = { is: "confirmed", claimant: newClaimant("a hash", undefined) };
  now = deviceLimits.linkMs;
  expect(links.byCode(code)).toBeUndefined();
});

test("DEV-1 an address has so many links, and is told when the oldest ends; other addresses are not held up", () => {
  let now = 0;
  const links = new DeviceLinks(() => now);
  for (let made = 0; made < deviceLimits.linksPerAddress; made += 1) links.offer(session(), ADDRESS);
  now = 1_000;
  expect(() => links.offer(session(), ADDRESS)).toThrow(
    expect.objectContaining({
      coded: expect.objectContaining({ code: "rate_limited", retryAfterMs: deviceLimits.linkMs - 1_000 }),
    }),
  );
  links.offer(session(), "192.0.2.2");
  now = deviceLimits.linkMs;
  links.offer(session(), ADDRESS);
});

test("DEV-1 a person with three links gets a fourth in place of their oldest, also on another device and at a full address", () => {
  const links = new DeviceLinks(() => 0);
  const [laptop, phone] = [session(), session()];
  phone.person = laptop.person;
  const own = [links.offer(laptop, ADDRESS), links.offer(phone, ADDRESS), links.offer(laptop, ADDRESS)];
  for (let made = own.length; made < deviceLimits.linksPerAddress; made += 1) links.offer(session(), ADDRESS);
  own.push(links.offer(phone, ADDRESS));
  expect(own.map(({ code }) => links.byCode(code) !== undefined)).toEqual([false, true, true, true]);
});

test("DEV-3 the number is one of three that differ, each of two digits, and any of the three", () => {
  const places = new Set<number>();
  for (let made = 0; made < 200; made += 1) {
    const { number, choices } = newClaimant("a hash", undefined);
    expect(new Set(choices).size).toBe(3);
    expect(choices.every((choice) => choice >= 10 && choice <= 99)).toBe(true);
    places.add(choices.indexOf(number));
  }
  expect(places).toEqual(new Set([0, 1, 2]));
});
