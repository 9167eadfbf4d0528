import { request as overHttp } from "node:http";
import { request as overHttps } from "node:https";

/** A server that does not answer within this time counts as unreachable. */
const WITHIN_MS = 3_000;
/** Parlor's answers are far shorter. An answer of another program is not read past this. */
const MOST_BYTES = 65_536;

export interface Question {
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
}

/** An answer, or the system's code for why there is none, such as ECONNREFUSED. */
export type Heard =
  | { status: number; json: unknown; location: string | undefined; failure?: undefined }
  | { failure: string };

/** Asks one address once. Never rejects, follows nothing. An upgrade that is taken is closed at once, and has the status 101. */
export function ask(url: string, { method = "GET", headers = {}, body }: Question = {}): Promise<Heard> {
  const { promise, resolve } = Promise.withResolvers<Heard>();
  const send = url.startsWith("https:") ? overHttps : overHttp;
  const request = send(url, { method, headers, agent: false }, (response) => {
    let text = "";
    const end = () =>
      resolve({ status: response.statusCode ?? 0, json: parsed(text), location: response.headers.location });
    response.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      if (text.length <= MOST_BYTES) return;
      end();
      request.destroy();
    });
    response.on("end", end).on("error", () => resolve({ failure: "broken off" }));
  });
  const timer = setTimeout(() => resolve({ failure: "no answer in time" }), WITHIN_MS);
  request.on("upgrade", (_response, socket) => {
    socket.destroy();
    resolve({ status: 101, json: undefined, location: undefined });
  });
  request.on("error", ({ code, message }: NodeJS.ErrnoException) => resolve({ failure: code ?? message }));
  request.end(body);
  return promise.finally(() => {
    clearTimeout(timer);
    request.destroy();
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
