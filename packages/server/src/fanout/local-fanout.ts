import type { MessagePage } from "@parlor/protocol";
import type { Server } from "socket.io";
import type { Audience, Fanout } from "./fanout.ts";

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

/** The fan-out of a single node: Socket.IO encodes each packet once and writes it to every socket of the room. */
export function localFanout(io: Server): Fanout {
  return {
    publish(batch: MessagePage) {
      io.to(roomOf({ to: "viewers", of: batch.channelId })).emit("message.new", batch);
    },
    announce(audience, event, payload, how) {
      const room = io.to(roomOf(audience));
      const rest = audience.to === "viewers" && audience.exceptSocket ? room.except(audience.exceptSocket) : room;
      (how?.volatile ? rest.volatile : rest).emit(event, payload);
    },
  };
}
