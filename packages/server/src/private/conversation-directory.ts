import { type ChannelId, type PersonId, privateLimits } from "@parlor/protocol";
import type { KeptStanding } from "../db/kept-standing.ts";
import type { ConversationRow } from "../db/procedures/conversation-rows.ts";
import type { Database } from "../db/open-database.ts";
import type { Room, RoomRight, RoomSource } from "../rooms/room.ts";

/** How the two stand to a conversation. */
export type Standings = ReadonlyMap<PersonId, KeptStanding>;

/** PRIV-4, PRIV-6. What a person may do, as they stand. */
const MAY: Record<KeptStanding, Record<RoomRight, boolean>> = {
  asking: { read: true, write: true, type: false },
  asked: { read: true, write: false, type: false },
  open: { read: true, write: true, type: true },
  declined: { read: false, write: false, type: false },
  blocked: { read: false, write: false, type: false },
  // Of these who was asked knows nothing yet.
  unwritten: { read: false, write: false, type: false },
  waiting: { read: false, write: false, type: false },
};

/** Conversations remembered, at least: those that thousands of people use at a time, in some 5 MB. */
const REMEMBERED = 10_000;

/**
 * How people stand to the conversations that were used last, so that a send asks no database. Standings change in this process
 * alone; it says so here, after the commit. As rooms they are there for their two people, and absent for everybody else.
 */
export class ConversationDirectory implements RoomSource {
  readonly #database: Database;
  /** Keys whose owners were told that they are full: once, and once more after a restart. */
  readonly fullKeys = new Set<string>();
  /** In two generations: the older one goes as a whole. */
  #young = new Map<ChannelId, Standings>();
  #old = new Map<ChannelId, Standings>();

  constructor(database: Database) {
    this.#database = database;
  }

  known(by: PersonId, id: ChannelId): Room | undefined {
    const standing = this.standings(id)?.get(by);
    // The first message ends that standing, and does not say so here.
    return standing === undefined || standing === "unwritten" ? undefined : toRoom(id, standing);
  }

  async find(by: PersonId, id: ChannelId): Promise<Room | undefined> {
    const row = await this.#database.ask("readConversation", { id, by });
    return row && toRoom(id, this.keep(row).get(by) ?? "declined");
  }

  /** A conversation as it is on disk now. After a change it is called before anybody is told. */
  keep({ id, members }: ConversationRow): Standings {
    const standings = new Map(members.map(({ personId, standing }) => [personId, standing]));
    this.#remember(id, standings);
    return standings;
  }

  /** From memory alone. */
  standings(id: ChannelId): Standings | undefined {
    const young = this.#young.get(id);
    if (young) return young;
    const old = this.#old.get(id);
    if (old) this.#remember(id, old);
    return old;
  }

  #remember(id: ChannelId, standings: Standings): void {
    this.#young.set(id, standings);
    if (this.#young.size < REMEMBERED) return;
    this.#old = this.#young;
    this.#young = new Map();
  }
}

function toRoom(id: ChannelId, standing: KeptStanding): Room {
  const room: Room = { kind: "conversation", id, may: MAY[standing] };
  if (standing === "asking") room.headMost = privateLimits.requestMessages;
  return room;
}
