/**
 * The thread that owns the SQLite file. It runs jobs in the order they come, one at a time, so the event loop of the
 * server never waits for the disk. A job is a list of statements; in a transaction they commit together or not at all.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { STATEMENT_CACHE, type Job, type JobResult, type StatementResult } from "./sqlite-job.ts";

const { file } = workerData as { file: string };
const port = parentPort;
if (!port) throw new Error("sqlite-worker.ts runs as a worker thread only");

const db = new DatabaseSync(file);
// Another process (an import, a backup) may hold the write lock for a moment.
db.exec("PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
// A WAL file opened anew can fall back to NORMAL, which would break R1 silently; so the setting is read back.
const { synchronous } = db.prepare("PRAGMA synchronous").get() as { synchronous: number };
if (synchronous !== 2) throw new Error(`SQLite refuses synchronous=FULL (it says ${synchronous})`);

const cache = new Map<string, StatementSync>();

/** Least recently used statements leave first; uncached prepares would cost memory with every call. */
function prepared(sql: string): StatementSync {
  const known = cache.get(sql);
  if (known) cache.delete(sql);
  const statement = known ?? db.prepare(sql);
  cache.set(sql, statement);
  if (cache.size > STATEMENT_CACHE) {
    const [oldest] = cache.keys();
    if (oldest !== undefined) cache.delete(oldest);
  }
  return statement;
}

function run(sql: string, parameters: readonly unknown[]): StatementResult {
  const statement = prepared(sql);
  const values = parameters as SQLInputValue[];
  if (statement.columns().length > 0) return { rows: statement.all(...values), changes: 0 };
  return { rows: [], changes: Number(statement.run(...values).changes) };
}

function runAll(job: Job): StatementResult[] {
  if (!job.transaction) return job.statements.map(({ sql, parameters }) => run(sql, parameters));
  db.exec("BEGIN IMMEDIATE");
  try {
    const results = job.statements.map(({ sql, parameters }) => run(sql, parameters));
    db.exec("COMMIT");
    return results;
  } catch (failure) {
    // A full disk rolls back by itself; then there is nothing left to roll back.
    if (db.isTransaction) db.exec("ROLLBACK");
    throw failure;
  }
}

port.on("message", (job: Job) => {
  let result: JobResult;
  try {
    result = { id: job.id, results: runAll(job) };
  } catch (failure) {
    const { message, errcode } = failure as { message: string; errcode?: number };
    result = { id: job.id, failure: { message, errcode: errcode ?? 0 } };
  }
  port.postMessage(result);
  if (job.last) {
    db.close();
    port.close();
  }
});
port.postMessage({ id: 0, results: [] } satisfies JobResult);
