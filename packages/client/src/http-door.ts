import type { Answer } from "@parlor/protocol";
import { asAnswer, unavailable } from "./call.ts";
import { isOwnPage } from "./own-page.ts";

const timeoutMs = 15_000;

/**
 * Runs one command by `POST /api/v1/<name>`. The status is not read: the body says it all (API-1).
 * `url` is the server's, without a slash at its end: `http://host:port/path`, or in Parlor's own page the path alone.
 */
export async function postCommand(
  url: string,
  name: string,
  input: unknown,
  token: string | undefined,
): Promise<Answer<unknown>> {
  try {
    const response = await fetch(`${url}/api/v1/${name}`, {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "content-type": "application/json",
        ...(token && { authorization: `Bearer ${token}` }),
        // Says that it is Parlor's own page, so a page at an address that is not configured hears of it (CON-10).
        ...(isOwnPage(url) && { "x-parlor": "1" }),
      },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return asAnswer(await response.json());
  } catch {
    return unavailable("The server cannot be reached.");
  }
}
