import type { ChannelId } from "@parlor/protocol";
import type { Server } from "socket.io";
import type { Counts } from "../metrics/counts.ts";
import type { Audience, Fanout } from "./fanout.ts";
import { inPages } from "./in-pages.ts";
import { PacedBatches } from "./paced-batches.ts";

/** The Socket.IO room of an audience. */
export function roomOf(audience: Audience): string {
  switch (audience.to) {
    case "everyone":
      return "people";
    case "watchers":
      return "watchers";
    case "person":
      return `person:${audience.id}`;
    case "viewers":
      return `view:${audience.of}`;
  }
}

/** The fan-out of a single node, on Socket.IO's rooms and our adapter, which encodes and frames each packet once. */
export function localFanout(io: Server, counts: Counts): Fanout {
  const viewers = (of: ChannelId) => io.sockets.adapter.rooms.get(roomOf({ to: "viewers", of }))?.size ?? 0;
  const batches = new PacedBatches(viewers, (batch) => {
    counts.delivered(batch.messages.length, viewers(batch.channelId));
    const room = io.to(roomOf({ to: "viewers", of: batch.channelId }));
    for (const page of inPages(batch)) room.emit("message.new", page);
  });
  return {
    publish: (batch) => batches.add(batch),
    announce(audience, event, payload, how) {
      const room = io.to(roomOf(audience));
      const rest = audience.to === "viewers" && audience.exceptSocket ? room.except(audience.exceptSocket) : room;
      (how?.volatile ? rest.volatile : rest).emit(event, payload);
    },
    drain: () => batches.flush(),
  };
}
