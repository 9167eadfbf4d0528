import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { openDatabase } from "../db/open-database.ts";
import { planImport } from "../importing/import-plan.ts";
import { ImportReport } from "../importing/import-report.ts";
import { counted, orderProblem, planLines, reportLines } from "../importing/import-summary.ts";
import { peekAtTarget } from "../importing/import-target-store.ts";
import type { Intake } from "../importing/intake.ts";
import { progressBar } from "../importing/progress-bar.ts";
import { readExport } from "../importing/read-export.ts";
import { sourceNames } from "../importing/sources/source.ts";
import { storeImport } from "../importing/store-import.ts";
import { OperatorError } from "../operator-error.ts";
import { refreshLooks } from "../people/refresh-looks.ts";
import { callerPath } from "./caller-path.ts";
import { type Command, UsageError } from "./command.ts";

const options = {
  channel: { type: "string", multiple: true },
  from: { type: "string" },
  "dry-run": { type: "boolean" },
  append: { type: "boolean" },
  skipped: { type: "string" },
} as const;

async function run(args: string[]): Promise<void> {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new UsageError();
  const { dataDir } = readConfig(process.env);
  const { channel: channels = [], append = false } = values;
  const wanted = { channels, from: sourceNamed(values.from) };
  const intake = await read(callerPath(file), wanted, values.skipped);
  try {
    if (intake.staged.channels().length === 0) throw nothingIn(file, intake.report);
    if (values["dry-run"]) await rehearse(dataDir, intake, append);
    else await store(dataDir, intake, append);
  } finally {
    intake.close();
  }
}

function sourceNamed(from: string | undefined) {
  const source = sourceNames.find((name) => name === from);
  if (from !== undefined && source === undefined) throw new UsageError(`--from is one of ${sourceNames.join(", ")}.`);
  return source;
}

/** Reads the whole export; with `skippedFile`, each message that cannot be imported goes there. */
async function read(file: string, wanted: Parameters<typeof readExport>[1], skippedFile?: string): Promise<Intake> {
  const skipped = skippedFile === undefined ? undefined : await openSkipped(callerPath(skippedFile));
  const intake = await readExport(file, wanted, new ImportReport(skipped?.write));
  await skipped?.close();
  return intake;
}

/** Prints what the file has instead, and gives the failure for it. */
function nothingIn(file: string, report: ImportReport): OperatorError {
  for (const line of reportLines(report)) console.log(line);
  const needed = report.example === undefined ? "" : ` It needs a line for each, such as ${report.example}`;
  return new OperatorError(`${file} has no message that can be imported.${needed}`);
}

async function rehearse(dataDir: string, intake: Intake, append: boolean): Promise<void> {
  using target = peekAtTarget(dataDir);
  const plans = await planImport(intake, target);
  console.log("This is what would be imported. Nothing was changed.");
  for (const line of [...planLines(plans), ...reportLines(intake.report)]) console.log(line);
  const problem = append ? undefined : orderProblem(plans);
  if (problem) console.log(`It would be refused. ${problem}`);
}

async function store(dataDir: string, intake: Intake, append: boolean): Promise<void> {
  const database = await openDatabase(dataDir);
  try {
    await refreshLooks(database);
    const results = await storeImport(database, intake, { append, progress: progressBar() });
    for (const { name, stored, known } of results)
      console.log(`${counted(stored, "message")} imported into #${name}; ${known} were there already.`);
    for (const line of reportLines(intake.report)) console.log(line);
  } finally {
    await database.close();
  }
}

/** The file that gets every skipped message. Throws OperatorError when it cannot be written. */
async function openSkipped(path: string) {
  const stream = createWriteStream(path);
  const failed = (failure: Error) => new OperatorError(`${path} cannot be written (${failure.message}).`);
  await new Promise<void>((resolve, reject) => {
    stream.once("open", () => resolve());
    stream.once("error", (failure) => reject(failed(failure)));
  });
  return {
    write: (line: string) => void stream.write(`${line}\n`),
    async close() {
      stream.end();
      await finished(stream).catch((failure: Error) => Promise.reject(failed(failure)));
    },
  };
}

export const command: Command = {
  summary: "loads messages of a file, or of another chat's export; --dry-run only says what would happen",
  usage: "import FILE [--channel NAME] [--from KIND] [--dry-run] [--append] [--skipped FILE]",
  run,
};
