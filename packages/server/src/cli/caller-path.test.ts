import { resolve } from "node:path";
import { expect, test } from "vitest";
import { OperatorError } from "../operator-error.ts";
import { callerPath } from "./caller-path.ts";

const npm = { npm_lifecycle_event: "restore", INIT_CWD: resolve("/home/ada") };

test.each([
  ["from the folder where npm was called", "copies/b.db", npm, resolve("/home/ada/copies/b.db")],
  ["as it is, when absolute", resolve("/backups/b.db"), npm, resolve("/backups/b.db")],
  ["from here, for the program itself", "b.db", {}, resolve("b.db")],
  ["from here, in a server's own environment", "b.db", { ...npm, npm_lifecycle_event: "start" }, resolve("b.db")],
])("a path is read %s", (_how, path, env, expected) => {
  expect(callerPath(path, env)).toBe(expected);
});

test.each(["", "  ", "~", "~/copies/b.db"])("the path %j is refused", (path) => {
  expect(() => callerPath(path)).toThrow(OperatorError);
});
