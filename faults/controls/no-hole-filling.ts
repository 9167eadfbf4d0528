/** R5 off, in the client: what is missing on a live connection is neither noticed nor asked for. */
import { replaceSource } from "./replace-source.ts";

replaceSource("packages/client/src/hole-filler.ts", [
  ["return end < Math.max(timeline.head, this.#pulseHead) ? end : undefined;", "return end < 0 ? end : undefined;"],
  ["if (!this.#busy) void this.#fill(solidEnd(this.#host.timeline()));", ""],
]);
