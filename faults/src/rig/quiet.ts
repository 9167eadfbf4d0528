import type { Milliseconds } from "@parlor/protocol";
import type { Crowd } from "../crowd/crowd.ts";
import { readHeads } from "./stored-rows.ts";
import { waitUntil } from "./wait-until.ts";

/**
 * Waits for rest, by state: nothing unanswered, everybody viewing, and every reader's timeline whole up to the head that the
 * database has. Resolves to the time it took.
 */
export function quiet(crowd: Crowd, dataDir: string, limit: Milliseconds): Promise<Milliseconds> {
  return waitUntil("quiet", limit, async () => {
    const { clients, live, unsent, floors } = await crowd.state();
    if (live < clients) return `${clients - live} of ${clients} clients do not view`;
    if (unsent > 0) return `${unsent} messages have no answer`;
    const heads = readHeads(dataDir);
    const behind = Object.entries(floors).filter(([id, floor]) => floor !== (heads.get(id) ?? 0));
    const [first] = behind;
    return (
      first && `${behind.length} channels are behind; ${first[0]} is read to ${first[1]} of ${heads.get(first[0])}`
    );
  });
}
