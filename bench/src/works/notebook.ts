import { median } from "./median.ts";

/** Figures by server, then by their dotted key: { parlor: { "send.p99_ms": 3.1 } }. Null: not available. */
export type Figures = Record<string, Record<string, number | null>>;

/** Takes down what is measured, as often as it is measured; what counts in the end is the median. */
export class Notebook {
  /** What to know about a figure or its absence, by what it is about. */
  readonly notes: Record<string, string> = {};
  /** Whether something of Parlor's could not be measured. A peer may break down under load: that is a result, and noted. */
  hasFailures = false;
  readonly #values = new Map<string, Map<string, (number | null)[]>>();

  record(server: string, figures: Record<string, number | null>): void {
    const own = this.#values.get(server) ?? new Map<string, (number | null)[]>();
    this.#values.set(server, own);
    for (const [key, value] of Object.entries(figures)) own.set(key, [...(own.get(key) ?? []), value]);
  }

  /** Runs a part for one server. When it fails, that is noted, undefined comes back, and the bench goes on. */
  async attempt<T>(server: string, what: string, part: () => Promise<T>): Promise<T | undefined> {
    try {
      return await part();
    } catch (failure) {
      this.hasFailures ||= server === "parlor";
      const reason = failure instanceof Error ? failure.message : String(failure);
      this.notes[`${what} of ${server}`] = `failed: ${reason}`;
      console.error(`${what} of ${server} failed: ${reason}`);
      return undefined;
    }
  }

  figures(): Figures {
    return Object.fromEntries(
      [...this.#values].map(([server, own]) => [
        server,
        Object.fromEntries([...own].map(([key, values]) => [key, median(values)])),
      ]),
    );
  }
}
