import type { ChannelId, EventName, Events } from "@parlor/protocol";
import type { ChannelDirectory } from "./channel-directory.ts";
import type { FeedCache } from "./feed-cache.ts";
import type { PeopleDirectory } from "./people-directory.ts";
import type { SessionClient } from "./session-client.ts";

export interface EventTargets {
  people: PeopleDirectory;
  channels: ChannelDirectory;
  session: SessionClient;
  feeds: FeedCache;
  /** A session stands on a new socket. */
  live(): void;
}

type Handlers = { [N in EventName]?: (event: Events[N]) => void };

/** Brings each event to whom it concerns. An event this version does not know is passed over. */
export function eventHandlers(targets: EventTargets): (name: string, payload: unknown) => void {
  const { people, channels, session, feeds, live } = targets;
  const feed = (id: ChannelId) => feeds.get(id);
  const handlers: Handlers = {
    hello: ({ self }) => {
      session.greeted(self);
      if (self) live();
    },
    "message.new": (page) => {
      people.learn(page.people);
      feed(page.channelId)?.told(page);
    },
    "channel.changed": ({ channel }) => {
      channels.changed(channel);
      feed(channel.id)?.restored();
    },
    "channel.archived": ({ channelId, name, by }) => {
      channels.archived(channelId, { name, by });
      feed(channelId)?.gone();
    },
    "channel.pulse": (event) => {
      channels.pulsed(event);
      for (const { channelId, head } of event.pulses) feed(channelId)?.pulsed(event.epoch, head);
    },
    "presence.here": (event) => {
      people.learn(event.came);
      feed(event.channelId)?.presence.cameAndWent(event);
    },
    "presence.typing": (event) => {
      people.learn([event.person]);
      feed(event.channelId)?.presence.heard(event);
    },
    "person.renamed": ({ person, former }) => {
      session.renamed(person);
      if (former) people.renamed(former);
    },
    "session.ended": () => session.lost(),
  };
  return (name, payload) => {
    const handler = handlers[name as EventName] as ((event: unknown) => void) | undefined;
    handler?.(payload);
  };
}
