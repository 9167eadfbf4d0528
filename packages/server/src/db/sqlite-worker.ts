/**
 * The thread that owns the SQLite file. It runs one job at a time, so the event loop of the server never waits for the disk;
 * transactions first, so a crowd of readers delays a send by one read at most. A job is a list of statements or a procedure; in a transaction it is on disk as a whole
 * or not at all.
 */
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { JobLine } from "./job-line.ts";
import { commits, reads } from "./procedures/index.ts";
import type { Call, Job, JobResult, Statement, StatementResult } from "./sqlite-job.ts";
import { StatementCache } from "./statement-cache.ts";

const { file } = workerData as { file: string };
const port = parentPort;
if (!port) throw new Error("sqlite-worker.ts runs as a worker thread only");

const db = new DatabaseSync(file);
// Another process (an import, a backup) may hold the write lock for a moment.
db.exec("PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
// A WAL file that is opened again can fall back to NORMAL, which would break R1 silently; so the setting is read back.
const { synchronous } = db.prepare("PRAGMA synchronous").get() as { synchronous: number };
if (synchronous !== 2) throw new Error(`SQLite refuses synchronous=FULL (it says ${synchronous})`);

const cache = new StatementCache(db);
const [begin, commit] = [db.prepare("BEGIN IMMEDIATE"), db.prepare("COMMIT")];

type Procedure = (input: unknown) => unknown;
const makers = { ...commits, ...reads } as Record<string, (prepare: DatabaseSync["prepare"]) => Procedure>;
const made = new Map<string, Procedure>();

/** Made on first use, since the tables it speaks of come with the first migration. */
function procedure(name: string): Procedure {
  const known = made.get(name) ?? makers[name]?.((sql) => db.prepare(sql));
  if (!known) throw new Error(`there is no procedure ${name}`);
  made.set(name, known);
  return known;
}

function runStatement({ sql, parameters }: Statement): StatementResult {
  const { statement, givesRows } = cache.get(sql);
  const values = parameters as SQLInputValue[];
  if (givesRows) return { rows: statement.all(...values), changes: 0 };
  return { rows: [], changes: Number(statement.run(...values).changes) };
}

function doWork(work: Statement[] | Call): unknown {
  return Array.isArray(work) ? work.map(runStatement) : procedure(work.name)(work.input);
}

function doJob({ work, transaction }: Job): unknown {
  if (!transaction) return doWork(work);
  begin.run();
  try {
    const result = doWork(work);
    commit.run();
    return result;
  } catch (failure) {
    // A full disk rolls back by itself; then there is nothing left to roll back.
    if (db.isTransaction) db.exec("ROLLBACK");
    throw failure;
  }
}

function answerOf(job: Job): JobResult {
  try {
    return { id: job.id, result: doJob(job) };
  } catch (failure) {
    const { message, errcode } = failure as { message: string; errcode?: number };
    return { id: job.id, failure: { message, errcode: errcode ?? 0 } };
  }
}

const line = new JobLine();

/** Between two jobs it is looked what came meanwhile: it may have to go first. */
function work(from: MessagePort): void {
  for (let job = line.next(); job; job = line.next()) {
    from.postMessage(answerOf(job));
    if (job.last) {
      db.close();
      from.close();
      return;
    }
    for (let come = receiveMessageOnPort(from); come; come = receiveMessageOnPort(from)) line.add(come.message);
  }
}

port.on("message", (job: Job) => {
  line.add(job);
  work(port);
});
port.postMessage({ id: 0, result: [] } satisfies JobResult);
