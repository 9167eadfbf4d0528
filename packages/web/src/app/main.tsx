import "../ui/tokens.css";
import "../ui/base.css";
// The look that was chosen holds from the first moment on; what changes it comes later.
import "../ui/theme.ts";
import { browserWake, type Early, openIndexedDbOutbox, ParlorClient } from "@parlor/client";
import { render } from "preact";
import { basePath } from "../ui/base-path.ts";
import { guardComposition } from "../ui/guard-composition.ts";
import { keep, recall } from "../ui/kept.ts";
import { loadTheRest } from "../ui/later.tsx";
import { App } from "./app.tsx";
import { firstAnswers } from "./first-answers.ts";
import { startRouter } from "./router.ts";

/** When the first screen stands and the socket is up on any line worth the name. */
const restAfterMs = 3_000;

/** Starts the program in the page; `early` hands over what the page has asked already. */
export async function start(early: Early): Promise<void> {
  guardComposition(window);
  const outboxStorage = await openIndexedDbOutbox(basePath);
  const onceStorage = { recall: () => recall("once"), keep: (once: string | undefined) => keep("once", once) };
  const client = new ParlorClient({ url: basePath, outboxStorage, onceStorage, wake: browserWake(), early });
  client.start();
  startRouter();
  const letGo = await firstAnswers(client);
  const place = document.getElementById("app");
  if (place) render(<App client={client} />, place);
  setTimeout(letGo);
  setTimeout(() => void loadTheRest(), restAfterMs);
}
