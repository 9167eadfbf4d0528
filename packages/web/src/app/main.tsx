import "../ui/tokens.css";
import "../ui/base.css";
import { browserWake, type Early, memoryOutbox, openIndexedDbOutbox, ParlorClient } from "@parlor/client";
import { render } from "preact";
import { loadTheRest } from "../ui/later.tsx";
import { App } from "./app.tsx";
import { startRouter } from "./router.ts";

/** When the first screen stands and the socket is up on any line worth the name. */
const restAfterMs = 3_000;

/** Starts the program in the page; `early` hands over what the page has asked already. */
export async function start(early: Early): Promise<void> {
  // Without IndexedDB (some private windows) what waits to be sent lasts as long as the page.
  const outboxStorage = await openIndexedDbOutbox().catch(() => memoryOutbox());
  const client = new ParlorClient({ outboxStorage, wake: browserWake(), early });
  client.start();
  startRouter();
  const place = document.getElementById("app");
  if (place) render(<App client={client} />, place);
  setTimeout(() => void loadTheRest(), restAfterMs);
}
