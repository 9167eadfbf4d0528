import { expect, test } from "vitest";
import { readConfig } from "../config.ts";
import { Refusal } from "../refusal.ts";
import { GuessLimits } from "./guess-limits.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The limits of a server as it comes, and guesses from addresses in the form of `addressKey`. */
function guessing(env = {}) {
  let now = 0;
  const limits = new GuessLimits(readConfig(env).guesses, () => now);
  const tried = async (command: string, address: string, answer: () => Promise<unknown>) => {
    try {
      await limits.judge({ command, address, onRefused: () => undefined }, answer);
      return "right";
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure;
      return failure.coded.code === "rate_limited" ? (failure.coded.retryAfterMs ?? 0) : failure.coded.code;
    }
  };
  const miss = (address: string, command = "private.find") =>
    tried(command, address, () =>
      Promise.reject(new Refusal(command === "session.recover" ? "recovery_refused" : "key_not_found")),
    );
  const hit = (address: string, command = "private.find") => tried(command, address, () => Promise.resolve({}));
  return { miss, hit, pass: (ms: number) => (now += ms) };
}

/** Misses from one address after another until no new one of an address that has spent its spare ones gets through. */
async function spendPlace({ miss }: ReturnType<typeof guessing>): Promise<void> {
  for (let n = 0; n < 20; n += 1) for (let tries = 0; tries < 120; tries += 1) await miss(`198.51.100.${n}`);
}

test("PRIV-11 wrong keys count for all addresses of a /48 together, whichever command they come by", async () => {
  const { miss, hit, pass } = guessing({ RATE_MISS: "3/0.1" });
  expect(await miss("2001:db8:1:1::/64", "private.find")).toBe("key_not_found");
  expect(await miss("2001:db8:1:2::/64", "private.open")).toBe("key_not_found");
  expect(await miss("2001:db8:1:3::/64", "session.recover")).toBe("recovery_refused");
  for (const command of ["private.find", "private.open", "session.recover"])
    expect(await miss("2001:db8:1:4::/64", command), command).toBe(10_000);
  expect(await hit("2001:db8:1:4::/64"), "right or wrong is not told either").toBe(10_000);
  expect(await miss("2001:db8:2:4::/64"), "another network").toBe("key_not_found");
  expect(await miss("192.0.2.1"), "another network").toBe("key_not_found");
  pass(10_000);
  expect(await hit("2001:db8:1:4::/64")).toBe("right");
});

test("PRIV-11 right ones never count, and neither does what is no guess", async () => {
  const { miss, hit } = guessing({ RATE_MISS: "1/0.1" });
  for (let n = 0; n < 50; n += 1) expect(await hit("192.0.2.1")).toBe("right");
  for (let n = 0; n < 50; n += 1) expect(await miss("192.0.2.1", "private.revoke")).toBe("key_not_found");
  expect(await miss("192.0.2.1")).toBe("key_not_found");
  expect(await miss("192.0.2.1")).toBe(10_000);
});

test("PRIV-11 a hundred guesses at once are counted one after another", async () => {
  const { miss } = guessing({ RATE_MISS: "3/0.1" });
  const answers = await Promise.all(Array.from({ length: 100 }, () => miss("192.0.2.1")));
  expect(answers.filter((answer) => answer === "key_not_found")).toHaveLength(3);
});

test("PRIV-11 many addresses together are slowed, and who mistypes now and then is not shut out by them", async () => {
  const server = guessing();
  await spendPlace(server);
  const { miss, hit, pass } = server;
  // A class of sixty that has mistyped nothing sees nothing of it.
  const all = await Promise.all(Array.from({ length: 60 }, () => hit("192.0.2.1")));
  expect(all).toEqual(Array.from({ length: 60 }, () => "right"));
  for (let n = 0; n < 3; n += 1) {
    expect(await miss("192.0.2.1")).toBe("key_not_found");
    if (n < 2) expect(await hit("192.0.2.1")).toBe("right");
  }
  expect(await hit("192.0.2.1"), "three misses and it waits like the attackers").toBeGreaterThan(0);
  expect(await hit("192.0.2.2")).toBe("right");
  // Even if the attackers take all that comes back, an hour gives one try more.
  pass(60 * 60 * 1_000);
  await spendPlace(server);
  expect(await hit("192.0.2.1")).toBe("right");
});

test("PRIV-11 a thousand addresses together try fewer than fifty thousand keys in a day", async () => {
  const { miss, pass } = guessing();
  let got = 0;
  for (let hour = 0; hour < 24; hour += 1) {
    for (let address = 0; address < 1_000; address += 1) {
      // More tries than any address has, so that without a limit this ends too.
      for (let tries = 0; tries < 200 && (await miss(`address ${address}`)) === "key_not_found"; tries += 1) got += 1;
    }
    pass(DAY_MS / 24);
  }
  // 1,200 at once and 0.2 a second for the server; three at once and one an hour for each address.
  expect(got).toBeLessThanOrEqual(1_200 + 0.2 * 86_400 + 1_000 * (3 + 24));
});

test("PRIV-11 setting keys up tells which phrases are taken, so it is counted in the same way, with room for a class", async () => {
  const { hit, miss } = guessing({ RATE_MISS: "3/0.1" });
  for (let n = 0; n < 15; n += 1) expect(await hit(`2001:db8:1:${n}::/64`, "private.create")).toBe("right");
  expect(await hit("2001:db8:1:f::/64", "private.create")).toBe(2_000);
  expect(await miss("2001:db8:1:f::/64"), "looking up has its own").toBe("key_not_found");
});

test("PRIV-11 a class of sixty behind one router sets keys up, and mistypes once each, in one minute", async () => {
  const { hit, miss } = guessing();
  for (let n = 0; n < 60; n += 1) {
    expect(await hit("192.0.2.1", "private.create")).toBe("right");
    expect(await miss("192.0.2.1")).toBe("key_not_found");
    expect(await hit("192.0.2.1")).toBe("right");
  }
});
