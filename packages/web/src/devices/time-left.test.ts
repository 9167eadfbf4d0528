import { expect, test } from "vitest";
import { timeLeft } from "./time-left.ts";

test("the time left counts down to zero, and a clock that is wrong shows no nonsense", () => {
  expect(timeLeft(300_000, 0)).toBe("5:00");
  expect(timeLeft(300_000, 50_001)).toBe("4:10");
  expect(timeLeft(300_000, 299_900)).toBe("0:01");
  expect(timeLeft(300_000, 300_000)).toBe("0:00");
  expect(timeLeft(300_000, 900_000)).toBe("0:00");
  expect(timeLeft(86_400_000, 0)).toBe("5:00");
});
