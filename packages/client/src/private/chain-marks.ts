import type { ChainGap, ChainLink } from "./chain.ts";

/** The newest message of one device that this browser has opened, and where it stood. */
export interface ChainMark {
  readonly seq: number;
  readonly by: "self" | "peer";
  readonly device: string;
  readonly n: number;
  readonly hash: string;
}

/**
 * Whether the server shows less of a conversation than this browser has seen: the log ends before a remembered message, or
 * something else stands in its place. Only marks within the run, or past the head, can be judged.
 *
 * @param head the conversation's highest seq, as the server tells it now
 */
export function isRolledBack(
  marks: readonly ChainMark[],
  run: readonly (ChainLink | ChainGap)[],
  head: number,
): boolean {
  const standing = new Map(run.map((link) => [link.seq, link]));
  return marks.some((mark) => {
    if (mark.seq > head) return true;
    const link = standing.get(mark.seq);
    return link?.is === "opened" && !isSame(mark, link);
  });
}

/** The marks with what a run adds: for each device its highest number. To be remembered as long as the conversation is. */
export function raiseMarks(marks: readonly ChainMark[], run: readonly (ChainLink | ChainGap)[]): readonly ChainMark[] {
  const raised = new Map(marks.map((mark) => [`${mark.by} ${mark.device}`, mark]));
  for (const link of run) {
    if (link.is === "unread") continue;
    const { seq, by, device, n, hash } = link;
    const mark = raised.get(`${by} ${device}`);
    if (mark === undefined || n > mark.n) raised.set(`${by} ${device}`, { seq, by, device, n, hash });
  }
  return Array.from(raised.values());
}

function isSame(mark: ChainMark, link: ChainLink): boolean {
  return link.by === mark.by && link.device === mark.device && link.n === mark.n && link.hash === mark.hash;
}
