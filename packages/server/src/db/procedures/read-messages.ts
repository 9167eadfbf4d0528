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
  people: { id: string; name: string; rev: number; bot?: true }[];
}

/** As the query's columns stand. */
type Row = [
  seq: number,
  personId: string,
  at: number,
  text: string,
  clientId: string,
  name: string,
  rev: number,
  bot: number,
];

/** The last moment a Date can hold. A larger integer in the file could not even be read, and would cost the whole page. */
const LAST_TIME = 8_640_000_000_000_000;

const HEAD = "select head from log where id = ?";
/** Joined, since a look-up of each author by a statement of its own takes four times as long as all the rest. */
const COLUMNS = `
  select seq, person_id, max(0, min(at, ${LAST_TIME})), text, client_id, name, rev, bot
  from message join person on person.id = message.person_id where channel_id = ?`;

/** Reads a run of messages with their authors and the channel's head (MSG-5, MSG-8). */
export function readMessages(prepare: Prepare): (wanted: RunWanted) => Run {
  const head = prepare(HEAD);
  const before = prepare(`${COLUMNS} and seq < ? order by seq desc limit ?`);
  const after = prepare(`${COLUMNS} and seq > ? order by seq asc limit ?`);
  for (const statement of [before, after]) statement.setReturnArrays(true);

  return ({ channelId, direction, bound, limit, units }) => {
    const counted = (head.get(channelId) as { head: number } | undefined)?.head ?? 0;
    const rows = (direction === "after" ? after : before).all(channelId, bound, limit) as unknown as Row[];
    const fitting = withinUnits(rows, units);
    if (direction === "before") fitting.reverse();
    const run: Run = { head: counted, seq: [], by: [], at: [], text: [], clientId: [], people: [] };
    const places = new Map<string, number>();
    for (const [seq, id, at, text, clientId, name, rev, bot] of fitting) {
      let place = places.get(id);
      if (place === undefined) {
        place = run.people.push({ id, name, rev, ...(bot === 1 && { bot: true }) }) - 1;
        places.set(id, place);
      }
      run.seq.push(seq);
      run.by.push(place);
      run.at.push(at);
      run.text.push(text);
      run.clientId.push(clientId);
    }
    // Another process may have imported messages since the counter was read.
    run.head = Math.max(counted, run.seq.at(-1) ?? 0);
    return run;
  };
}

/** The first rows whose texts fit; always at least one, since a page must lead on. */
function withinUnits(rows: Row[], units: number): Row[] {
  let room = units;
  const end = rows.findIndex(([, , , text]) => (room -= text.length) < 0);
  return end < 0 ? rows : rows.slice(0, Math.max(1, end));
}
