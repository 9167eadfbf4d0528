/**
 * `--import` into the server: its wall clock is off by as many milliseconds as the file named in FAULTS_CLOCK says, read
 * again at every SIGUSR2. The monotonic clock stays as it is, as it does on a real machine.
 */
import { readFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const file = process.env["FAULTS_CLOCK"];
if (isMainThread && file !== undefined) {
  const now = Date.now.bind(Date);
  let offset = 0;
  process.on("SIGUSR2", () => (offset = Number(readFileSync(file, "utf8"))));
  const Real = Date;
  Date.now = () => now() + offset;
  globalThis.Date = new Proxy(Real, {
    construct: (target, args: unknown[]) => Reflect.construct(target, args.length === 0 ? [Date.now()] : args) as Date,
  });
}
