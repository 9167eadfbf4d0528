import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { logTarget } from "./log-target.ts";
import { readableLine } from "./readable-line.ts";

const plain = (entry: object) => stripVTControlCharacters(readableLine(JSON.stringify(entry)));

test("a line at a terminal has the time, the level, what happened and the fields, and a failure its stack", () => {
  const time = new Date(2026, 10, 28, 9, 5, 7).getTime();
  expect(
    plain({
      level: 40,
      time,
      pid: 7,
      hostname: "h",
      reason: "flood",
      more: 2,
      settings: { A: "b" },
      msg: "it was cut",
    }),
  ).toBe('09:05:07 warn  it was cut reason=flood more=2 settings={"A":"b"}\n');
  expect(plain({ level: 50, time, msg: "it broke", err: { message: "no", stack: "Error: no\n    at x" } })).toBe(
    "09:05:07 error it broke\nError: no\n    at x\n",
  );
  expect(readableLine("no JSON\n")).toBe("no JSON\n");
});

test("only a terminal gets readable lines: a file, a pipe and a journal get JSON", () => {
  const said: string[] = [];
  const terminal = { isTTY: true, write: (text: string) => said.push(text) } as unknown as NodeJS.WriteStream;
  logTarget(terminal)?.write('{"level":30,"time":0,"msg":"hello"}\n');
  expect(said.map((line) => stripVTControlCharacters(line))).toEqual([expect.stringMatching(/ info {2}hello\n$/)]);
  expect(logTarget({ isTTY: false } as unknown as NodeJS.WriteStream)).toBeUndefined();
});
