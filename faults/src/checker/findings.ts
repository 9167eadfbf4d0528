/** What must not be. Each is counted, and the first few are kept in words. */
export const offences = ["lost", "missing", "dup", "order", "leak"] as const;
export type Offence = (typeof offences)[number];

const EXAMPLES = 3;

/** Collects offences while the checks run. */
export class Findings {
  readonly counts: Record<Offence, number> = { lost: 0, missing: 0, dup: 0, order: 0, leak: 0 };
  /** The first few of each kind, for the person who has to find out why. */
  readonly examples: string[] = [];

  add(offence: Offence, example: string): void {
    this.counts[offence] += 1;
    if (this.counts[offence] <= EXAMPLES) this.examples.push(`${offence}: ${example}`);
  }
}
