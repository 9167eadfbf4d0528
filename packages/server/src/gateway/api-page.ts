import { type Command, commands, errors, events } from "@parlor/protocol";
import { z } from "zod";

/** The page of docs at /api/v1/docs: every command and event with its schema, plain HTML without a script. */
export function apiPage(place: string): string {
  const list = Object.entries(commands) as [string, Command][];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(place)}: API</title>
<link rel="stylesheet" href="docs.css"></head><body><main>
<h1>${escape(place)}: API</h1>
<p>Every command can be called as <code>POST /api/v1/&lt;command&gt;</code> with a JSON body, or emitted over Socket.IO with an ack.
The machine-readable form is <a href="openapi.json">openapi.json</a>.</p>
<nav aria-label="Commands"><ul>${list.map(([name]) => `<li><a href="#${name}">${name}</a></li>`).join("")}</ul></nav>
<h2>Commands</h2>
${list.map(([name, command]) => commandSection(name, command)).join("\n")}
<h2>Events</h2>
${Object.entries(events)
  .map(([name, schema]) => `<section><h3>${name}</h3>${schemaBlock("Payload", schema, "output")}</section>`)
  .join("\n")}
<h2>Errors</h2>
<table><thead><tr><th>Code</th><th>HTTP</th><th>Retry</th><th>Meaning</th></tr></thead><tbody>
${Object.entries(errors)
  .map(
    ([code, e]) =>
      `<tr><td><code>${code}</code></td><td>${e.status}</td><td>${e.retry ? "yes" : "no"}</td><td>${escape(e.meaning)}</td></tr>`,
  )
  .join("\n")}
</tbody></table></main></body></html>`;
}

function commandSection(name: string, command: Command): string {
  const codes = command.errors.map((code) => `<code>${code}</code>`).join(", ");
  const reached = {
    anyone: "Anyone may call it.",
    session: "Needs a session.",
    socket: "Needs a session on a live socket.",
  };
  return `<section id="${name}"><h3>${name}</h3><p>${escape(command.summary)} ${reached[command.audience]}${codes && ` May answer ${codes}.`}</p>
${schemaBlock("Input", command.input, "input")}${schemaBlock("Answer", command.answer, "output")}</section>`;
}

function schemaBlock(title: string, schema: z.ZodType, io: "input" | "output"): string {
  const { $schema: _draft, ...shape } = z.toJSONSchema(schema, { io });
  return `<details><summary>${title}</summary><pre tabindex="0">${escape(JSON.stringify(shape, null, 2))}</pre></details>`;
}

export const apiPageStyle = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0}main{max-width:56rem;margin:auto;padding:2rem 1rem}
nav ul{columns:3 12rem;padding-left:1.2rem}section{border-top:1px solid #8884;padding:.5rem 0}
pre{overflow:auto;padding:1rem;background:#8881;border-radius:8px;font-size:.85rem}
table{border-collapse:collapse}td,th{padding:.3rem .6rem;text-align:left;border-bottom:1px solid #8884;vertical-align:top}`;

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);
}
