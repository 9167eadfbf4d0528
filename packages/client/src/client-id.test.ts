import { ClientId } from "@parlor/protocol";
import { expect, test } from "vitest";
import { clientIds } from "./client-id.ts";
import { seeded } from "./testing/seeded.ts";

test("CLI-1 client ids are UUIDv7 and sort in the order they were made, even when the clock steps back", () => {
  const times = [1_700_000_000_000, 1_700_000_000_000, 1_699_999_999_000, 1_700_000_000_001];
  let call = 0;
  const next = clientIds(() => times[call++] ?? 1_700_000_000_001, seeded(1));
  const ids = Array.from({ length: 10_000 }, next);
  expect(ids.every((id) => ClientId.safeParse(id).success)).toBe(true);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
