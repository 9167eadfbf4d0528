import type { ChannelList } from "@parlor/client";
import type { Route } from "./routes.ts";

/** How the last room is remembered when it was a private conversation, and how a channel never is. */
export const privateMark = "p/";

interface Known {
  id: string;
  name: string;
  isDefault: boolean;
}

/** What a route comes to, once the list of channels is known. */
export type Destination<C> =
  | { is: "waiting" }
  | { is: "home" }
  | { is: "channel"; id: string; channel: C | undefined }
  | { is: "private"; id: string }
  /** Not here: to this channel instead, and if a channel was asked for that is gone, with a word about it; `lostId` names it. */
  | { is: "elsewhere"; channel: C; lost: boolean; lostId?: string | undefined };

/**
 * Where a route leads. A channel that was linked or remembered but is gone falls back to the default one.
 * While the list is loading, a channel is taken at its word, so that it opens without waiting.
 */
export function destinationOf<C extends Known>(
  route: Route,
  list: { status: ChannelList["status"]; channels: readonly C[] },
  last: string | undefined,
): Destination<C> {
  if (route.is === "home" || route.is === "private") return route;
  if (route.is === "start" && last?.startsWith(privateMark))
    return { is: "private", id: last.slice(privateMark.length) };
  const find = (id: string | undefined): C | undefined => list.channels.find((channel) => channel.id === id);
  if (route.is === "channel") {
    const channel = find(route.id);
    if (channel !== undefined || list.status === "loading") return { is: "channel", id: route.id, channel };
  } else if (list.status === "loading")
    return last === undefined || route.is === "lost"
      ? { is: "waiting" }
      : { is: "channel", id: last, channel: undefined };

  const remembered = route.is === "start" ? find(last) : undefined;
  const fallback = remembered ?? list.channels.find((channel) => channel.isDefault) ?? list.channels[0];
  if (fallback === undefined) return { is: "home" };
  const asked = route.is !== "start" || last !== undefined;
  const lost = asked && remembered === undefined;
  const lostId = route.is === "channel" ? route.id : route.is === "start" ? last : undefined;
  return { is: "elsewhere", channel: fallback, lost, ...(lost && lostId !== undefined && { lostId }) };
}
