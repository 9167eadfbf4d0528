import { expect, test } from "vitest";
import { commands, events } from "../packages/protocol/src/index.ts";
import { protocolReference } from "./protocol-reference.ts";
import { fieldsOf, type JsonSchema } from "./schema-fields.ts";

const shape: JsonSchema = {
  type: "object",
  properties: {
    id: { type: "string", format: "uuid" },
    limit: { type: "integer", minimum: 1, maximum: 200 },
    text: { anyOf: [{ type: "string", maxLength: 10 }, { const: "all" }] },
    kind: { type: "string", enum: ["a", "b"] },
    items: {
      type: "array",
      maxItems: 12,
      items: {
        type: "object",
        properties: { rev: { type: "integer", maximum: Number.MAX_SAFE_INTEGER } },
        required: ["rev"],
      },
    },
  },
  required: ["id", "text", "kind", "items"],
};

test("a schema becomes rows: bounds in words, fields within fields, and what is optional", () => {
  expect(fieldsOf(shape)).toEqual([
    { name: "id", type: "UUID, any version, any case", isOptional: false },
    { name: "limit", type: "integer of 1 to 200", isOptional: true },
    { name: "text", type: 'text of 0 to 10, or `"all"`', isOptional: false },
    { name: "kind", type: '`"a"`, `"b"`', isOptional: false },
    { name: "items", type: "list of 0 to 12 of object", isOptional: false },
    { name: "items[].rev", type: "integer", isOptional: false },
  ]);
});

test("every command and event has a section, with the comments of the schemas", async () => {
  const reference = await protocolReference();
  const titles = new Set(Array.from(reference.matchAll(/^### (.+)$/gm), ([, title]) => title));
  expect([...Object.keys(commands), ...Object.keys(events)].filter((name) => !titles.has(name))).toEqual([]);
  expect(reference).toContain("| `limit` | integer of 1 to 200 | no |");
  expect(reference).toContain("| `have.seq` | integer from 0 | yes |");
  expect(reference).toContain("| `clientId` | text | yes | Lets the sender's own tabs recognise what they sent. |");
  expect(reference).toContain("| send | 60 | 20 |");
});

test("no row of the reference says nothing of its type", async () => {
  expect(await protocolReference()).not.toMatch(/\| (anything|undefined|) \| (yes|no) \|/);
});
