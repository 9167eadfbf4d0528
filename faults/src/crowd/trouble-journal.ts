import type { TimelineRow } from "@parlor/client";
import type { Complaint } from "../checker/evidence.ts";

/** Keeps what one client said of private messages: which it could not open, and where their chain was broken. */
export class TroubleJournal {
  readonly #complaints = new Map<string, Complaint>();

  /** Looks at every row: what is wrong with a message may show after it came. */
  showed(rows: readonly TimelineRow[]): void {
    for (const row of rows) {
      if (row.is !== "message" || row.message.trouble === undefined) continue;
      const { seq, clientId, trouble } = row.message;
      this.#complaints.set(`${clientId} ${seq} ${trouble}`, { seq, clientId, trouble });
    }
  }

  get evidence(): Complaint[] {
    return [...this.#complaints.values()];
  }
}
