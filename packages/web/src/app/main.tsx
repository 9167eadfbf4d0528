import "../ui/tokens.css";
import "../ui/base.css";
import { browserWake, memoryOutbox, openIndexedDbOutbox, ParlorClient } from "@parlor/client";
import { render } from "preact";
import { App } from "./app.tsx";
import { startRouter } from "./router.ts";

// Without IndexedDB (some private windows) what waits to be sent lasts as long as the page.
const outboxStorage = await openIndexedDbOutbox().catch(() => memoryOutbox());
const client = new ParlorClient({ outboxStorage, wake: browserWake() });

client.start();
startRouter();
const place = document.getElementById("app");
if (place) render(<App client={client} />, place);
