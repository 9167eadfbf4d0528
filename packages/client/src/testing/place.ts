import { ParlorClient, type ClientOptions } from "../parlor-client.ts";
import type { WakeListener, WakeSource } from "../wake.ts";
import { HandNetwork } from "./hand-network.ts";
import { ManualClock } from "./manual-clock.ts";
import { ModelServer } from "./model-server.ts";
import { seeded } from "./seeded.ts";

/** The channel every place has. */
export const general = "0".repeat(12);

export interface Place {
  server: ModelServer;
  network: HandNetwork;
  clock: ManualClock;
  /** Ada's token, and Bo's, who writes without a client of ours. */
  ada: string;
  bo: string;
  client: ParlorClient;
  /** The network is back, or somebody looks at the page. */
  wake(): void;
  /** The network is gone, says the browser. */
  lose(): void;
}

/** A server with Ada and Bo in it, and Ada's client, not started yet. */
export function makePlace(options: ClientOptions = {}): Place {
  const server = new ModelServer();
  const network = new HandNetwork(server);
  const clock = new ManualClock();
  const ada = server.makePerson("Ada");
  const bo = server.makePerson("Bo");
  const listeners = new Set<WakeListener>();
  const wakeSource: WakeSource = {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const client = new ParlorClient({
    url: "http://test",
    token: ada,
    transport: network,
    clock,
    random: seeded(7),
    wake: wakeSource,
    ...options,
  });
  const wake = () => {
    for (const { awake } of listeners) awake?.();
  };
  const lose = () => {
    for (const { lost } of listeners) lost?.();
  };
  return { server, network, clock, ada, bo, client, wake, lose };
}

/** Another client of the same server, by the same clock but with a network of its own; not started yet. */
export function makeBeside(
  { server, clock }: Place,
  token: string,
  options: ClientOptions = {},
): Pick<Place, "client" | "network"> {
  const network = new HandNetwork(server);
  const random = seeded(token.length);
  const client = new ParlorClient({ url: "http://test", token, transport: network, clock, random, ...options });
  return { client, network };
}

/** The same with everything connected. */
export async function makeLivePlace(options: ClientOptions = {}): Promise<Place> {
  const place = makePlace(options);
  place.client.start();
  await place.network.flush();
  return place;
}

/** A live place with the feed of `general` open on what Bo wrote before. */
export async function makeOpenPlace(...texts: string[]): Promise<Place> {
  const place = await makeLivePlace();
  for (const text of texts) place.server.write(place.bo, general, text);
  place.client.feed(general).open();
  await place.network.flush();
  return place;
}

/** Bo writes this many messages. */
export function writeMany(place: Place, count: number): void {
  for (let each = 1; each <= count; each++) place.server.write(place.bo, general, `number ${each}`);
}

/** What a channel shows, one line a row: confirmed texts as they are, others with their state. */
export function shown(client: ParlorClient, channelId = general): string[] {
  return client
    .feed(channelId)
    .state.get()
    .rows.map((row) => {
      switch (row.is) {
        case "message":
          return row.message.text;
        case "outgoing":
          return `${row.outgoing.draft.text} (${row.outgoing.state})`;
        case "hole":
          return "…";
      }
    });
}
