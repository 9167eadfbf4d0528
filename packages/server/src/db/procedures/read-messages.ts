import type { Prepare } from "./prepare.ts";

/** Which run of a channel's messages, how many at most, and with how many UTF-16 units of text at most. */
export interface RunWanted {
  channelId: string;
  /** Below `bound` counting down, or above it counting up. */
  direction: "before" | "after";
  bound: number;
  limit: number;
  units: number;
}

/** The run in seq order, in columns: a third of the copying between threads that rows would cost. */
export interface Run {
  head: number;
  seq: number[];
  /** Place of the author in `people`. */
  by: number[];
  at: number[];
  text: string[];
  clientId: string[];
  people: { id: string; name: string; rev: number }[];
}

interface Row {
  seq: number;
  person_id: string;
  at: number;
  text: string;
  client_id: string;
}

const HEAD = "select head from channel where id = ?";
const PERSON = "select id, name, rev from person where id = ?";
const COLUMNS = "select seq, person_id, at, text, client_id from message where channel_id = ?";

/** Reads a run of messages with their authors and the channel's head (MSG-5, MSG-8). */
export function readMessages(prepare: Prepare): (wanted: RunWanted) => Run {
  const head = prepare(HEAD);
  const person = prepare(PERSON);
  const before = prepare(`${COLUMNS} and seq < ? order by seq desc limit ?`);
  const after = prepare(`${COLUMNS} and seq > ? order by seq asc limit ?`);

  return ({ channelId, direction, bound, limit, units }) => {
    const counted = (head.get(channelId) as { head: number } | undefined)?.head ?? 0;
    const rows = (direction === "after" ? after : before).all(channelId, bound, limit) as unknown as Row[];
    const fitting = withinUnits(rows, units);
    if (direction === "before") fitting.reverse();
    const places = new Map<string, number>();
    const people: Run["people"] = [];
    for (const { person_id } of fitting) {
      if (places.has(person_id)) continue;
      places.set(person_id, people.push(person.get(person_id) as unknown as Run["people"][number]) - 1);
    }
    return {
      // Another process may have imported messages since the counter was read.
      head: Math.max(counted, fitting.at(-1)?.seq ?? 0),
      seq: fitting.map((row) => row.seq),
      by: fitting.map((row) => places.get(row.person_id) ?? 0),
      at: fitting.map((row) => row.at),
      text: fitting.map((row) => row.text),
      clientId: fitting.map((row) => row.client_id),
      people,
    };
  };
}

/** The first rows whose texts fit; always at least one, since a page must lead on. */
function withinUnits(rows: Row[], units: number): Row[] {
  let room = units;
  const end = rows.findIndex(({ text }) => (room -= text.length) < 0);
  return end < 0 ? rows : rows.slice(0, Math.max(1, end));
}
