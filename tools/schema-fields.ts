/** The parts of JSON Schema that zod writes for our schemas. */
export interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  default?: unknown;
}

/** One field of an input, an answer or an event; of a field within another the name is dotted. */
export interface Field {
  name: string;
  /** In words, with its bounds, as Markdown. */
  type: string;
  isOptional: boolean;
}

/** Every field of an object's schema, in the order of the schema. */
export function fieldsOf(schema: JsonSchema, before = ""): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const name = before + key;
    const isOptional = !schema.required?.includes(key);
    const inner = field.properties ? field : field.items?.properties ? field.items : undefined;
    const below = inner ? fieldsOf(inner, `${name}${inner === field ? "" : "[]"}.`) : [];
    return [{ name, type: typeInWords(field), isOptional }, ...below];
  });
}

/** A schema in a few words: "text of 1 to 512", "list of 1 to 200 [PersonId](#personid)". */
export function typeInWords(schema: JsonSchema): string {
  if (schema.$ref) return linkTo(schema.$ref.split("/").at(-1) ?? "");
  if (schema.anyOf) return schema.anyOf.map(typeInWords).join(", or ");
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(", ");
  if (schema.type === "string") return textInWords(schema);
  if (schema.type === "array") {
    return `list${range(schema.minItems, schema.maxItems)} of ${typeInWords(schema.items ?? {})}`;
  }
  const isNumber = schema.type === "integer" || schema.type === "number";
  const most = isUnbounded(schema.maximum) ? undefined : schema.maximum;
  return `${schema.type ?? "anything"}${isNumber ? range(schema.minimum, most) : ""}`;
}

function textInWords({ format, pattern, minLength, maxLength }: JsonSchema): string {
  if (format === "uuid") return "UUID, any version, any case";
  const length = range(minLength, maxLength);
  // In a table a bar would end the cell.
  const form = pattern === undefined ? "" : ` matching \`${pattern.replaceAll("|", "\\|")}\``;
  return `text${length}${form}`;
}

function range(least: number | undefined, most: number | undefined): string {
  if (most !== undefined) return ` of ${least ?? 0} to ${most}`;
  return least === undefined || isUnbounded(least) ? "" : ` from ${least}`;
}

/** Zod bounds every integer by what a double holds exactly. */
function isUnbounded(bound: number | undefined): boolean {
  return bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER;
}

function linkTo(component: string): string {
  return `[${component}](#${component.toLowerCase()})`;
}
