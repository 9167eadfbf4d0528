import { type Command, commands, errors, protocolVersion } from "@parlor/protocol";
import { z } from "zod";

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of `POST /api/v1/<command>`, made from the registry, so it cannot say anything else. */
export function openApiDocument(place: string, basePath: string): Json {
  const schemas: Json = { CodedError: codedError() };
  const paths: Json = {};
  for (const [name, command] of Object.entries(commands) as [string, Command][]) {
    if (command.audience !== "socket") paths[`/api/v1/${name}`] = { post: operation(name, command, schemas) };
  }
  return {
    openapi: "3.1.0",
    info: { title: `${place}: the HTTP door`, version: `${protocolVersion.major}.${protocolVersion.minor}` },
    servers: [{ url: basePath || "/" }],
    security: [{ bearer: [] }, { cookie: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        cookie: { type: "apiKey", in: "cookie", name: "parlor" },
      },
    },
  };
}

function operation(name: string, command: Command, schemas: Json): Json {
  const codes = [
    "bad_request",
    "not_json",
    "rate_limited",
    "internal",
    "unavailable",
    ...(command.audience === "anyone" ? [] : ["unauthenticated"]),
    ...command.errors,
  ];
  const byStatus = Object.groupBy(codes as (keyof typeof errors)[], (code) => errors[code].status);
  const refusals = Object.entries(byStatus).map(([status, group]) => [
    status,
    {
      description: group.map((code) => `${code}: ${errors[code].meaning}`).join(" "),
      content: json({
        type: "object",
        properties: { ok: { const: false }, error: { $ref: "#/components/schemas/CodedError" } },
      }),
    },
  ]);
  const value = schemaOf(command.answer, "output", schemas);
  return {
    operationId: name,
    tags: [name.split(".")[0]],
    summary: command.summary,
    ...(command.audience === "anyone" && { security: [] }),
    requestBody: { required: true, content: json(schemaOf(command.input, "input", schemas)) },
    responses: {
      200: {
        description: "Done.",
        content: json({ type: "object", required: ["ok", "value"], properties: { ok: { const: true }, value } }),
      },
      ...Object.fromEntries(refusals),
    },
  };
}

/** A zod schema as JSON Schema, its named parts moved to the document's components. */
function schemaOf(schema: z.ZodType, io: "input" | "output", schemas: Json): Json {
  const text = JSON.stringify(z.toJSONSchema(schema, { io })).replaceAll("#/$defs/", "#/components/schemas/");
  const { $defs, $schema: _draft, ...rest } = JSON.parse(text) as Json;
  Object.assign(schemas, $defs);
  return rest;
}

function codedError(): Json {
  return {
    type: "object",
    required: ["code", "message"],
    properties: {
      code: { type: "string", enum: Object.keys(errors) },
      message: { type: "string" },
      retryAfterMs: { type: "integer" },
      suggestion: { type: "string" },
      existing: { type: "string" },
      channelId: { type: "string" },
      address: { type: "string", format: "uri" },
      issues: {
        type: "array",
        items: {
          type: "object",
          required: ["field", "problem"],
          properties: { field: { type: "string" }, problem: { type: "string" } },
        },
      },
    },
  };
}

function json(schema: Json): Json {
  return { "application/json": { schema } };
}
