import type { InputOf, Message, MessagePage, Person } from "@parlor/protocol";

interface PagedRoom {
  readonly id: string;
  readonly channel?: object;
  readonly messages: Message[];
}

interface Source {
  readonly epoch: string;
  readonly pageMost: number;
  readonly people: ReadonlyMap<string, Person>;
}

/** The answer to a view: what follows `have`, or the newest messages with `reset` (CLI-4). */
export function viewOf(source: Source, room: PagedRoom, { have }: InputOf<"channel.view">): unknown {
  const missed = have ? room.messages.length - have.seq : 0;
  const reset = have !== undefined && (have.epoch !== source.epoch || missed < 0 || missed > 200);
  const messages =
    have && !reset ? room.messages.slice(have.seq) : room.messages.slice(-Math.min(100, source.pageMost));
  const here = { count: 0, people: [] };
  return { ...(room.channel && { channel: room.channel }), here, page: pageOf(source, room, messages), reset };
}

/** The answer to a request for a page. */
export function readPage(
  source: Source,
  room: PagedRoom,
  { before, after, limit = 100 }: InputOf<"message.page">,
): MessagePage {
  const count = Math.min(limit, source.pageMost);
  if (after !== undefined) return pageOf(source, room, room.messages.slice(after, after + count));
  return pageOf(source, room, room.messages.slice(0, (before ?? Infinity) - 1).slice(-count));
}

/** These messages of a room as one page, with their authors. */
export function pageOf({ people, epoch }: Source, { id, messages: all }: PagedRoom, messages: Message[]): MessagePage {
  const authors = [...people.values()].filter((person) => messages.some(({ by }) => by === person.id));
  return { channelId: id, epoch, head: all.length, messages, people: authors };
}
