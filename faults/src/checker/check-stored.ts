import type { Evidence } from "./evidence.ts";
import type { Findings } from "./findings.ts";
import { Places } from "./places.ts";

/** The database alone: each message once, and no number left out (MSG-2, MSG-3). */
export function checkStored({ stored }: Evidence, findings: Findings): void {
  for (const snapshot of stored) {
    const seen = new Set<string>();
    for (const { session, clientId, channelId, seq } of snapshot.rows) {
      const key = `${session} ${clientId}`;
      if (seen.has(key)) findings.add("dup", `${clientId} is stored again at ${channelId}/${seq}`);
      seen.add(key);
    }
    const places = new Places(snapshot);
    for (const channelId of places.channels()) {
      for (let seq = 1; seq <= places.head(channelId); seq++) {
        if (!places.at(channelId, seq)) findings.add("order", `${channelId}/${seq} is a hole in the database`);
      }
    }
  }
}
