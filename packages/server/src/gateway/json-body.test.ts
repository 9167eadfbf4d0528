import { expect, test } from "vitest";
import { readJsonBody } from "./json-body.ts";

const read = (text: string): unknown => readJsonBody(Buffer.from(text));

test.each([
  ['{"a":1}', { a: 1 }],
  ['\uFEFF{"a":1}', { a: 1 }],
  ["", {}],
  [" \n", {}],
  ["[]", []],
  ['"漢字"', "漢字"],
])("API-3 %j is read", (text, value) => {
  expect(read(text)).toEqual(value);
});

test.each([
  ['{"a":x}', 1, 6],
  ['{"a":}', 1, 6],
  ['{"a":1,}', 1, 8],
  ["{'a':1}", 1, 2],
  ['{"a":1', 1, 7],
  ['{"a":1}}', 1, 8],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
  ["[1,,2]", 1, 4],
  ['{"a" 1}', 1, 6],
  ['{"a":"line\nbreak"}', 1, 6],
  ["a=1&b=2", 1, 1],
  ["{]", 1, 2],
  ['{"a":01}', 1, 7],
])("API-3 %j is bad_request, and the place is said", (text, line, column) => {
  const message = `The body is not JSON: look at line ${line}, column ${column}.`;
  expect(() => read(text)).toThrow(expect.objectContaining({ coded: { code: "bad_request", message } }));
});

test("API-3 bytes that are no UTF-8 are refused, not stored as something else", () => {
  expect(() => readJsonBody(Buffer.from([0x22, 0xff, 0x22]))).toThrow("The body is not UTF-8.");
});
