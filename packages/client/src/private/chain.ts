/** A message that was opened, as far as its place among its author's others goes. */
export interface ChainLink {
  readonly is: "opened";
  readonly seq: number;
  readonly clientId: string;
  readonly by: "self" | "peer";
  readonly device: string;
  readonly n: number;
  readonly previous: string;
  readonly hash: string;
}

/** One that was not: what came before and after it of the same author cannot be compared. */
export interface ChainGap {
  readonly is: "unread";
  readonly seq: number;
  readonly by: "self" | "peer";
}

export type ChainTrouble =
  /** What its device wrote just before it does not stand before it, nor after it. */
  | "missing"
  /** It stands in the log already. */
  | "replayed"
  /** Its device wrote others later that stand before it. */
  | "reordered";

/** How far one device got in a run. */
interface Reach {
  n: number;
  hash: string;
  /** The hash of every body by its number. */
  readonly hashes: Map<number, string>;
}

/**
 * Holds a run of messages (consecutive seqs, oldest first) against what their authors' devices counted. The message at seq 1
 * begins the conversation, so from there on the first of each device has to be its number 1; in a later run it may be any.
 *
 * @returns the troubles by seq; most runs have none
 */
export function chainTroubles(run: readonly (ChainLink | ChainGap)[]): ReadonlyMap<number, ChainTrouble> {
  const troubles = new Map<number, ChainTrouble>();
  const reached = new Map<string, Reach>();
  const standing = numbersByDevice(run);
  const clientIds = new Set<string>();
  const unsure = new Set<string>(run[0]?.seq === 1 ? [] : ["self", "peer"]);
  for (const link of run) {
    if (link.is === "unread") {
      // Any of its author's devices may have written it.
      for (const device of reached.keys()) if (device.startsWith(`${link.by} `)) reached.delete(device);
      unsure.add(link.by);
      continue;
    }
    const device = deviceOf(link);
    const before = reached.get(device);
    const stands = (from: number) => standsBetween(standing.get(device), from, link.n);
    if (clientIds.has(`${link.by} ${link.clientId}`)) troubles.set(link.seq, "replayed");
    else if (before) setTrouble(troubles, link, judge(link, before, stands));
    else if (!unsure.has(link.by) && !stands(0)) troubles.set(link.seq, "missing");
    clientIds.add(`${link.by} ${link.clientId}`);
    reached.set(device, advance(before, link));
  }
  return troubles;
}

function judge(link: ChainLink, before: Reach, stands: (from: number) => boolean): ChainTrouble | undefined {
  if (link.n <= before.n) return before.hashes.get(link.n) === link.hash ? "replayed" : "reordered";
  if (link.n > before.n + 1) return stands(before.n) ? undefined : "missing";
  return link.previous === before.hash ? undefined : "missing";
}

function setTrouble(troubles: Map<number, ChainTrouble>, { seq }: ChainLink, trouble: ChainTrouble | undefined): void {
  if (trouble) troubles.set(seq, trouble);
}

function advance(before: Reach | undefined, { n, hash }: ChainLink): Reach {
  const reach = before ?? { n, hash, hashes: new Map<number, string>() };
  if (n > reach.n) Object.assign(reach, { n, hash });
  if (!reach.hashes.has(n)) reach.hashes.set(n, hash);
  return reach;
}

function deviceOf({ by, device }: ChainLink): string {
  return `${by} ${device}`;
}

/** The place of each number among all that a device has in the run. */
function numbersByDevice(run: readonly (ChainLink | ChainGap)[]): Map<string, Map<number, number>> {
  const links = run.filter((link) => link.is === "opened");
  return new Map(
    Array.from(Map.groupBy(links, deviceOf), ([device, its]) => {
      const numbers = Array.from(new Set(its.map(({ n }) => n))).sort((a, b) => a - b);
      return [device, new Map(numbers.map((n, at) => [n, at + 1]))];
    }),
  );
}

/** Whether every number above `from` and below `n` stands somewhere in the run. `from` stands there itself, or is 0. */
function standsBetween(places: ReadonlyMap<number, number> | undefined, from: number, n: number): boolean {
  return (places?.get(n) ?? 0) - (places?.get(from) ?? 0) === n - from;
}
