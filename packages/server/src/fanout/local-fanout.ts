import type { ChannelId, PersonId } from "@parlor/protocol";
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
    case "viewers":
      return `view:${audience.of}`;
  }
}

/**
 * The fan-out of a single node, on Socket.IO's rooms and our adapter, which encodes and frames each packet once. A room for
 * each person would take memory of every socket for what few of them hear; so `socketsOf` says which are a person's.
 */
export function localFanout(io: Server, counts: Counts, socketsOf: (id: PersonId) => string[]): Fanout {
  const viewers = (of: ChannelId) => io.sockets.adapter.rooms.get(roomOf({ to: "viewers", of }))?.size ?? 0;
  const batches = new PacedBatches(viewers, (batch) => {
    counts.delivered(batch.messages.length, viewers(batch.channelId));
    const room = io.to(roomOf({ to: "viewers", of: batch.channelId }));
    for (const page of inPages(batch)) room.emit("message.new", page);
  });
  return {
    publish: (batch) => batches.add(batch),
    announce(audience, event, payload, how) {
      if (audience.to === "person") {
        // One by one: to none at all would be to everybody.
        for (const socketId of socketsOf(audience.id)) io.to(socketId).emit(event, payload);
        return;
      }
      const room = io.to(roomOf(audience));
      const rest = audience.to === "viewers" && audience.exceptSocket ? room.except(audience.exceptSocket) : room;
      (how?.volatile ? rest.volatile : rest).emit(event, payload);
    },
    drain: () => batches.flush(),
  };
}
