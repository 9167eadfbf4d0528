import type { Prepare } from "./prepare.ts";
import { requests } from "./requests.ts";

/** A batch on its way to disk, in columns: a tenth of the objects that rows would be to copy between threads. */
export interface Batch {
  channelId: string[];
  sessionId: string[];
  clientId: string[];
  personId: string[];
  text: string[];
  at: number[];
  /** The highest seq each may get; 0 when there is no such end. */
  headMost: number[];
  /** An import stores them: they are old, and nobody has to read them (IMP-8). */
  isImport: boolean;
  /** Requests of one private key that show at a time (PRIV-10). */
  mostRequests: number;
}

/** A seq that is none: the log is closed or was never there. */
export const GONE = 0;
/** A seq that is none: the message's `headMost` is reached. */
export const FULL = -1;

/** Before a channel's id: where `meta` has the seq of the last message that an import stored there. */
export const IMPORTED_KEY = "imported ";

/** The place of each message of the batch, in its order. */
export interface Places {
  seq: number[];
  at: number[];
  isNew: boolean[];
}

interface Counter {
  head: number;
  lastAt: number;
  hasMoved: boolean;
}

const HEAD = "select head from log where id = ? and closed_at is null";
const INSERT = `
  insert into message (channel_id, seq, person_id, session_id, client_id, at, text) values (?, ?, ?, ?, ?, ?, ?)
  on conflict (session_id, client_id) do nothing`;
const FIRST = "select seq, at from message where session_id = ? and client_id = ?";
/** An import may store messages that are older than the newest one, and a clock may be set back: the time never goes back (IMP-3). */
const COUNT = "update log set head = ?, last_at = max(coalesce(last_at, 0), ?) where id = ?";
const IMPORTED = "insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value";

/**
 * Gives each message the next seq of its log (MSG-2), unless its session has sent the clientId before (MSG-3): the
 * unique index is the judge, also within the batch. The counter rows follow in the same transaction.
 * One insert a row costs half of what three statements over the whole batch as JSON do (docs/performance.md).
 */
export function appendMessages(prepare: Prepare): (batch: Batch) => Places {
  const [head, insert, first, count] = [prepare(HEAD), prepare(INSERT), prepare(FIRST), prepare(COUNT)];
  const [imported, { written }] = [prepare(IMPORTED), requests(prepare)];

  return ({ channelId, sessionId, clientId, personId, text, at, headMost, isImport, mostRequests }) => {
    const counters = new Map<string, Counter | undefined>();
    const places: Places = { seq: [], at: [], isNew: [] };

    const counterOf = (id: string): Counter | undefined => {
      if (counters.has(id)) return counters.get(id);
      const row = head.get(id) as { head: number } | undefined;
      const counter = row && { head: row.head, lastAt: 0, hasMoved: false };
      counters.set(id, counter);
      return counter;
    };

    for (const [n, channel] of channelId.entries()) {
      const [session, client, time] = [sessionId[n] ?? "", clientId[n] ?? "", at[n] ?? 0];
      const counter = counterOf(channel);
      const most = headMost[n] ?? 0;
      const isFull = counter !== undefined && most > 0 && counter.head >= most;
      const isNew =
        counter !== undefined &&
        !isFull &&
        insert.run(channel, counter.head + 1, personId[n] ?? "", session, client, time, text[n] ?? "").changes === 1;
      if (isNew) {
        if (counter.head === 0) written(channel, personId[n] ?? "", mostRequests);
        counter.head += 1;
        counter.lastAt = Math.max(counter.lastAt, time);
        counter.hasMoved = true;
      }
      // A resend gets its first place, wherever that was; also when the channel it names now is gone.
      const place = isNew
        ? { seq: counter.head, at: time }
        : (first.get(session, client) as { seq: number; at: number } | undefined);
      places.seq.push(place?.seq ?? (isFull ? FULL : GONE));
      places.at.push(place?.at ?? 0);
      places.isNew.push(isNew);
    }
    for (const [id, counter] of counters) {
      if (!counter?.hasMoved) continue;
      count.run(counter.head, counter.lastAt, id);
      if (isImport) imported.run(IMPORTED_KEY + id, String(counter.head));
    }
    return places;
  };
}
