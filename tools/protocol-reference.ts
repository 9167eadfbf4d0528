import * as protocol from "../packages/protocol/src/index.ts";
import { readConfig } from "../packages/server/src/config.ts";
import { type SchemaComments, schemaComments } from "./schema-comments.ts";
import { type Field, fieldsOf, type JsonSchema, typeInWords } from "./schema-fields.ts";

const { commands, events, limits, privateLimits } = protocol;
const registry: [string, protocol.Command][] = Object.entries(commands);

const reached = {
  anyone: "anyone, also without a session; Socket.IO and HTTP",
  session: "a session; Socket.IO and HTTP",
  socket: "a session on a live socket; Socket.IO only",
} as const;

const payers = {
  open: "the address",
  knock: "the session; all sessions of an address together have six times as much",
} as const;

/** docs/protocol-reference.md: every command, event, type, allowance and limit, made from the schemas and their comments. */
export async function protocolReference(): Promise<string> {
  const comments = await schemaComments();
  const components = new Map<string, JsonSchema>();
  const schemaOf = (schema: protocol.Command["input"], io: "input" | "output"): JsonSchema => {
    const { $defs, ...rest } = schema.toJSONSchema({ io }) as JsonSchema;
    for (const [name, part] of Object.entries($defs ?? {})) components.set(name, part);
    return rest;
  };
  const exportName = (value: unknown): string =>
    Object.entries(protocol).find(([, exported]) => exported === value)?.[0] ?? "";
  const tableOf = (name: string, schema: JsonSchema, part?: "input" | "answer"): string =>
    schema.$ref === undefined
      ? fieldTable(fieldsOf(schema), (field) => commentOf(comments, name, field, part))
      : `All of ${typeInWords(schema)}.`;

  const sections = [
    header,
    "## Commands",
    ...registry.map(([name, command]) =>
      [
        `### ${name}`,
        command.summary,
        `- Called by: ${reached[command.audience]}.\n- Allowance: [${command.rate}](#allowances).\n- Errors: ${errorsOf(command)}.`,
        `Input:\n\n${tableOf(exportName(command), schemaOf(command.input, "input"), "input")}`,
        `Answer:\n\n${tableOf(exportName(command), schemaOf(command.answer, "output"), "answer")}`,
      ].join("\n\n"),
    ),
    "## Events",
    ...Object.entries(events).map(([name, schema]) =>
      [
        `### ${name}`,
        comments.ofField("events", name),
        tableOf(exportName(schema) || "events", schemaOf(schema, "output")),
      ].join("\n\n"),
    ),
    "## Types",
    ...typeSections(components, comments),
    allowances(),
    limitTable("Limits", "limits", limits, comments),
    limitTable("Limits of private messages", "privateLimits", privateLimits, comments),
  ];
  return `${sections.join("\n\n")}\n`;
}

const header = `# Protocol reference

Generated from the schemas by \`npm run reference\`; \`npm run check\` fails while it differs from them. [protocol.md](protocol.md) has the rules, and how a client puts the
commands together. Lengths of text are UTF-16 code units; times are milliseconds since 1970 UTC, durations milliseconds. A field that is not in a command's table is \`bad_request\`;
a field of an answer or an event that a client does not know is one of a later version, and to be ignored.

Every command can also answer \`bad_request\`, \`rate_limited\`, \`internal\` and \`unavailable\`; [protocol.md](protocol.md#errors) says what each error means.`;

function errorsOf({ audience, errors: own }: protocol.Command): string {
  const session = audience === "anyone" ? [] : ["unauthenticated"];
  const codes = [...session, ...(audience === "socket" ? ["needs_socket"] : []), ...own];
  return codes.length === 0 ? "those of every command" : codes.map((code) => `\`${code}\``).join(", ");
}

function fieldTable(fields: Field[], commentOn: (field: string) => string): string {
  if (fields.length === 0) return "`{}`";
  const rows = fields.map(
    ({ name, type, isOptional }) =>
      `| \`${name}\` | ${type} | ${isOptional ? "no" : "yes"} | ${cell(commentOn(name))} |`,
  );
  return ["| field | type | always | meaning |", "|---|---|---|---|", ...rows].join("\n");
}

function commentOf(comments: SchemaComments, owner: string, field: string, part?: "input" | "answer"): string {
  return comments.ofField(owner, field.split(".").at(-1) ?? "", part);
}

function typeSections(components: Map<string, JsonSchema>, comments: SchemaComments): string[] {
  return [...components.keys()].toSorted().map((name) => {
    const schema = components.get(name) ?? {};
    const about = comments.of(name);
    const shape = schema.properties
      ? fieldTable(fieldsOf(schema), (field) => commentOf(comments, name, field))
      : `A ${typeInWords(schema)}.`;
    return [`### ${name}`, ...(about === "" ? [] : [about]), shape].join("\n\n");
  });
}

function inWords({ burst, perSecond }: { burst: number; perSecond: number }): string {
  return `${burst} at once, then ${perSecond} a second`;
}

function allowances(): string {
  const { rates, guesses, socketsPerAddress, commandsInFlight } = readConfig({});
  const classes = [...new Set(registry.map(([, { rate }]) => rate))].toSorted();
  const rows = classes.map((rate) => {
    const { burst, perSecond } = rates[rate];
    const members = registry.filter(([, command]) => command.rate === rate).map(([name]) => `\`${name}\``);
    const payer = rate in payers ? payers[rate as keyof typeof payers] : "the session, or the address without one";
    return `| ${rate} | ${burst} | ${perSecond} | ${payer} | \`RATE_${rate.toUpperCase()}\` | ${members.join(", ")} |`;
  });
  return `## Allowances

Past its allowance a call is \`rate_limited\`, and \`retryAfterMs\` says when it passes (API-4). These are the defaults; an operator may set others, so a client goes by \`retryAfterMs\`.
A socket may have ${commandsInFlight} commands unanswered, and an address ${socketsPerAddress} sockets open.
Wrong private keys and recovery phrases are counted besides (PRIV-11): ${inWords(guesses.miss.network)} for an IPv4 address or an IPv6 /48 (\`RATE_MISS\`), ${inWords(guesses.miss.place)} for the server.

| class | calls at once | then, a second | whose | setting | commands |
|---|---|---|---|---|---|
${rows.join("\n")}`;
}

function limitTable(title: string, name: string, values: Record<string, number>, comments: SchemaComments): string {
  const rows = Object.entries(values).map(
    ([key, value]) => `| \`${key}\` | ${value} | ${cell(comments.ofField(name, key))} |`,
  );
  return [`## ${title}`, ["| limit | value | what and why |", "|---|---|---|", ...rows].join("\n")].join("\n\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
