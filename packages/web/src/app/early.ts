import type { Answer, AnswerOf, CommandName, InputOf } from "@parlor/protocol";
import { basePath, withoutBase } from "../ui/base-path.ts";
import { recall } from "../ui/kept.ts";
// At once: it takes secrets out of the address bar.
import "./secret-in-address.ts";

/**
 * The page's first script, a few hundred bytes: it asks for what the first screen needs while the program itself is still
 * on its way, so that on a slow line the answers are there when it starts. What it asks must be what the client asks.
 */
const asked = new Map<string, Promise<Answer<unknown>>>();
const keyOf = (name: string, input: unknown): string => `${name} ${JSON.stringify(input)}`;

async function ask<N extends CommandName>(name: N, input: InputOf<N>): Promise<Answer<AnswerOf<N>>> {
  const request = fetch(`${basePath}/api/v1/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-parlor": "1" },
    body: JSON.stringify(input),
  }).then((response): Promise<Answer<AnswerOf<N>>> => response.json());
  asked.set(keyOf(name, input), request);
  return request;
}

async function askForFirstScreen(): Promise<void> {
  // A private conversation is sealed, and asked for by what can open it.
  const open = /^\/c\/([^/]+)/.exec(withoutBase(location.pathname))?.[1] ?? recall("last");
  void ask("session.current", {}).catch(() => undefined);
  if (open !== undefined && !open.startsWith("p/"))
    void ask("message.page", { channelId: open }).catch(() => undefined);
  const list = await ask("channel.list", { watch: true });
  const landing = list.ok && list.value.channels.find(({ isDefault }) => isDefault);
  if (landing && open === undefined) await ask("message.page", { channelId: landing.id });
}

askForFirstScreen().catch(() => undefined);
// Not awaited: the program shares code with this script, so it waits for this script to end.
void import("./main.tsx")
  .then(({ start }) =>
    start((name, input) => {
      const key = keyOf(name, input);
      const answer = asked.get(key);
      asked.delete(key);
      // A refusal is for a page without a session. Once it has one, it must ask again.
      return name === "session.current" ? answer : answer?.then((body) => (body.ok ? body : undefined));
    }),
  )
  .catch((failure: unknown) => {
    // The network went, or the server was upgraded between the page and its program. A blank page would say nothing.
    const place = document.getElementById("app");
    if (place?.childElementCount === 0) place.textContent = "Parlor could not be loaded. Reload the page to try again.";
    throw failure;
  });
