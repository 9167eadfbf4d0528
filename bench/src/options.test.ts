import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

test("a whole run goes into the docs; a part of one, or JSON, only when told", () => {
  expect(readOptions([], {})).toMatchObject({ plot: true, json: false, only: [], seconds: 5, rounds: 3 });
  expect(readOptions(["--only", "send"], {}).plot).toBe(false);
  expect(readOptions(["--json"], {}).plot).toBe(false);
  expect(readOptions(["--json", "--plot"], {}).plot).toBe(true);
});

test("lists are split, and peers can be left out altogether", () => {
  expect(readOptions(["--only", "fanout.w1,send", "--peers", "none"], {})).toMatchObject({
    only: ["fanout.w1", "send"],
    peers: [],
  });
  expect(readOptions(["--peers", "ws"], {}).peers).toEqual(["ws"]);
});

test("the server's own options come from the line or the environment", () => {
  const env = { PARLOR_BENCH_SERVER_ARGS: "--cpu-prof --cpu-prof-dir=/tmp" };
  expect(readOptions([], env).serverNodeArgs).toEqual(["--cpu-prof", "--cpu-prof-dir=/tmp"]);
  expect(readOptions(["--server-node-args", "--prof"], env).serverNodeArgs).toEqual(["--prof"]);
});

test("what is no option, and what is no number, is said in one line", () => {
  expect(() => readOptions(["--fast"], {})).toThrow(TypeError);
  expect(() => readOptions(["--seconds", "long"], {})).toThrow(/^--seconds wants a number above zero, not "long"$/);
});
