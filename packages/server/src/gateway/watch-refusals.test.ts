import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { originPolicy } from "./origin-policy.ts";
import { watchRefusals } from "./watch-refusals.ts";

const asks = (origin: string): IncomingMessage =>
  ({ headers: { host: "chat.example", origin, cookie: "parlor=abc", "x-parlor": "1" } }) as unknown as IncomingMessage;

function watched() {
  const told: object[] = [];
  let count = 0;
  const policy = watchRefusals(originPolicy([]), {
    counted: () => (count += 1),
    told: (refused) => told.push(refused),
  });
  return { policy, told, count: () => count };
}

test("every refused origin is counted, and told once", () => {
  const { policy, told, count } = watched();
  for (const origin of ["http://elsewhere.example", "http://elsewhere.example", "http://chat.example"])
    policy.allows(asks(origin));
  expect(count()).toBe(2);
  expect(told).toEqual([{ origin: "http://elsewhere.example", host: "chat.example" }]);
});

test("origins made up by the thousand do not fill the log", () => {
  const { policy, told, count } = watched();
  for (let n = 0; n < 1_000; n += 1) policy.allows(asks(`http://${n}.example/${"x".repeat(1_000)}`));
  expect(count()).toBe(1_000);
  expect(told).toHaveLength(100);
  expect(JSON.stringify(told[0]).length).toBeLessThan(400);
});
