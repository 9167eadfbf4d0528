import { join } from "node:path";
import type { FastifyBaseLogger } from "fastify";
import type { Config } from "../config.ts";
import { savedCopies } from "../db/data-files.ts";
import { migrations } from "../db/migrations/index.ts";
import type { Database } from "../db/open-database.ts";
import { takeRestoredNote } from "../db/restored-note.ts";
import { version } from "../version.ts";

/** A server that has just begun to listen. */
export interface Started {
  config: Config;
  database: Database;
  port: number;
}

/** Tells what an operator asks later about this start: what runs, where, with which settings, and what it did to the data. */
export async function tellStart(log: FastifyBaseLogger, { config, database, port }: Started): Promise<void> {
  const { dataDir, host, publicUrl, changed } = config;
  log.info(
    {
      version,
      node: process.versions.node,
      schema: Object.keys(migrations).at(-1),
      dataDir,
      address: publicUrl ?? `http://localhost:${port}`,
      listens: `${host ?? "every address"}, port ${port}`,
      settings: changed,
    },
    "Parlor has started",
  );
  tellMigrations(log, database.migrated, dataDir);
  if (database.tightened.length > 0)
    log.warn(
      { paths: database.tightened },
      "other users could read these files of the data folder; now only the owner can",
    );
  const restored = await takeRestoredNote(database);
  if (!restored) return;
  const replaced = savedCopies(dataDir).find(({ kind, at }) => kind === "replaced" && at >= restored.at)?.path;
  log.warn(
    { from: restored.from, at: new Date(restored.at).toISOString(), replaced },
    "the database was restored from a backup since the last start",
  );
}

function tellMigrations(log: FastifyBaseLogger, migrated: readonly string[], dataDir: string): void {
  if (migrated.length === 0) return;
  const isNew = migrated.length === Object.keys(migrations).length;
  if (isNew) return log.info({ path: join(dataDir, "parlor.db") }, "a new database was made");
  const copy = savedCopies(dataDir).find(({ kind }) => kind === "upgrade")?.path;
  log.warn({ migrations: migrated, copy }, "the database was upgraded; its earlier form is kept");
}
