import { randomBytes } from "node:crypto";
import { ask, type Heard } from "./ask.ts";

/** The version of the Parlor that answers at an address; undefined when what answers there is something else. */
export function versionIn(heard: Heard): string | undefined {
  if (heard.failure !== undefined || heard.status !== 200) return undefined;
  const { ok, version } = (heard.json ?? {}) as { ok?: unknown; version?: unknown };
  return ok === true && typeof version === "string" ? version : undefined;
}

/** Asks which Parlor is at an address, which has no slash at its end. */
export const askVersion = (url: string): Promise<Heard> => ask(`${url}/healthz`);

/** Whether a page at `origin` would be accepted by the server at `url` (CON-8). Undefined when that cannot be said. */
export async function acceptsPage(url: string, origin: string): Promise<boolean | undefined> {
  const heard = await ask(`${url}/api/v1/place.about`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-parlor": "1", origin },
    body: "{}",
  });
  if (heard.failure !== undefined) return undefined;
  const { ok, error } = (heard.json ?? {}) as { ok?: boolean; error?: { code?: string } };
  return error?.code === "origin_refused" ? false : ok;
}

/** Whether a WebSocket can be opened at `url` by a page at `origin`. */
export async function passesWebSocket(url: string, origin: string): Promise<boolean> {
  const heard = await ask(`${url}/socket.io/?EIO=4&transport=websocket`, {
    headers: {
      origin,
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": randomBytes(16).toString("base64"),
    },
  });
  return heard.failure === undefined && heard.status === 101;
}
