import { request } from "node:http";
import type { Answer } from "@parlor/protocol";

export interface Replied<T = unknown> {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** The parsed body; undefined when there was none or it was not JSON. */
  answer: Answer<T> | undefined;
  body: string;
}

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  /** Sent as it is when a string, else as JSON. */
  body?: unknown;
}

/** One HTTP request with exactly these headers: fetch would add or forbid some of those the rules are about. */
export function ask<T = unknown>(
  url: string,
  path: string,
  { method = "POST", headers = {}, body = {} }: Asked = {},
): Promise<Replied<T>> {
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(path, url), {
      method,
      headers: { "content-type": "application/json", ...headers },
      agent: false,
    });
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      let text = "";
      incoming.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      incoming.on("end", () => {
        let answer: Answer<T> | undefined;
        try {
          answer = JSON.parse(text);
        } catch {
          answer = undefined;
        }
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, answer, body: text });
      });
    });
    if (method === "GET") outgoing.end();
    else outgoing.end(typeof body === "string" ? body : JSON.stringify(body));
  });
}

/** A command over HTTP, by somebody with a token or by nobody. */
export function command<T = unknown>(url: string, name: string, input: unknown, token?: string): Promise<Replied<T>> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return ask<T>(url, `/api/v1/${name}`, { headers, body: input });
}
