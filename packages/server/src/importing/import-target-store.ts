import type { SQLInputValue } from "node:sqlite";
import type { ChannelId } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import { peekDatabase } from "../db/peek-database.ts";
import type { NameLooks } from "../people/name-looks.ts";

/** A listed channel that an import would go to. */
export interface TargetChannel {
  id: ChannelId;
  name: string;
  head: number;
  /** The time of its newest message; null while it is empty. */
  lastAt: number | null;
}

/** What an import has to know of the place it goes to, before it changes anything. */
export interface ImportTarget {
  channel(looks: NameLooks): Promise<TargetChannel | undefined>;
  /** Those of these clientIds that the place has already. */
  known(clientIds: string[]): Promise<Set<string>>;
}

type Ask = (sql: string, parameters: SQLInputValue[]) => Promise<unknown[]>;

const CHANNEL = `
  select channel.id, name, head, last_at as lastAt from channel join log on log.id = channel.id
  where archived_at is null and (name_folded = ? or name_shape = ?)`;
const KNOWN = "select client_id as id from message where client_id in (select value from json_each(?))";

function targetOf(ask: Ask): ImportTarget {
  return {
    async channel({ folded, shape }) {
      const [row] = await ask(CHANNEL, [folded, shape]);
      return row as TargetChannel | undefined;
    },
    async known(clientIds) {
      const rows = (await ask(KNOWN, [JSON.stringify(clientIds)])) as { id: string }[];
      return new Set(rows.map(({ id }) => id));
    },
  };
}

/** The open database as an import's target. */
export function importTarget(database: Database): ImportTarget {
  return targetOf(async (sql, parameters) => (await database.read([{ sql, parameters }]))[0] ?? []);
}

/** A place with nothing in it. */
const nowhere: ImportTarget = { channel: async () => undefined, known: async () => new Set() };

/**
 * The database of a data folder as a target that is only looked at: nothing is made or changed. A folder without a database is an
 * empty place. Throws what a real import would end with when it cannot use the folder.
 */
export function peekAtTarget(dataDir: string): ImportTarget & Disposable {
  const db = peekDatabase(dataDir);
  if (!db) return { ...nowhere, [Symbol.dispose]: () => undefined };
  const target = targetOf(async (sql, parameters) => db.prepare(sql).all(...parameters));
  return { ...target, [Symbol.dispose]: () => db.close() };
}
