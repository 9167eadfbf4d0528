/** `--import` into the server: holds its event loop for 300 ms in every second, as a bad program would. */
import { isMainThread } from "node:worker_threads";

const EVERY_MS = 1_000;
const HELD_MS = 300;

if (isMainThread) {
  setInterval(() => {
    const until = performance.now() + HELD_MS;
    while (performance.now() < until);
  }, EVERY_MS).unref();
}
