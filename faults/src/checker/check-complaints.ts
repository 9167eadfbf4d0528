import type { Trouble } from "@parlor/client";
import type { ChannelId } from "@parlor/protocol";
import type { Evidence } from "./evidence.ts";
import type { Findings, Offence } from "./findings.ts";

/** A message that nobody can read never came; one whose chain is broken came otherwise than it was written. */
const offenceOf: Record<Trouble, Offence> = {
  locked: "missing",
  broken: "missing",
  stranger: "missing",
  unknown: "missing",
  missing: "order",
  replayed: "order",
  reordered: "order",
  "rolled-back": "order",
};

/**
 * What clients said of private messages. A restore that took some of a conversation away must show there, so it may complain
 * of its order from then on; of what cannot be opened never.
 */
export function checkComplaints({ readers, stored }: Evidence, findings: Findings): void {
  for (const { name, channelId, complaints = [] } of readers) {
    const isCut = isCutShort(stored, channelId);
    for (const { seq, trouble } of complaints) {
      const offence = offenceOf[trouble];
      if (offence === "order" && isCut) continue;
      findings.add(offence, `${name} says of ${channelId}/${seq} that it is ${trouble}`);
    }
  }
}

/** Whether an epoch that ended had messages there which the next one has not. */
function isCutShort(stored: Evidence["stored"], channelId: ChannelId): boolean {
  return stored.slice(1).some(({ rows }, at) => {
    const kept = new Set(rows.map((row) => `${row.session} ${row.clientId}`));
    const before = stored[at]?.rows.filter((row) => row.channelId === channelId) ?? [];
    return before.some(({ session, clientId }) => !kept.has(`${session} ${clientId}`));
  });
}
