import { checkComplaints } from "./check-complaints.ts";
import { checkReaders } from "./check-readers.ts";
import { checkSenders } from "./check-senders.ts";
import { checkStored } from "./check-stored.ts";
import { checkWitnesses } from "./check-witnesses.ts";
import type { Evidence } from "./evidence.ts";
import { Findings, type Offence } from "./findings.ts";

/** What every fault reports: messages that got an answer, rows on disk, and the five numbers that must be zero. */
export type Counts = { acked: number; stored: number } & Record<Offence, number>;

export interface Verdict {
  counts: Counts;
  examples: string[];
}

/** The one checker for all faults: compares what senders were told, what readers saw, and what is on disk. */
export function check(evidence: Evidence): Verdict {
  const findings = new Findings();
  checkStored(evidence, findings);
  checkSenders(evidence, findings);
  checkReaders(evidence, findings);
  checkComplaints(evidence, findings);
  checkWitnesses(evidence, findings);
  const acked = evidence.sent.filter(({ answers }) => answers.length > 0).length;
  const stored = evidence.stored.at(-1)?.rows.length ?? 0;
  return { counts: { acked, stored, ...findings.counts }, examples: findings.examples };
}
