import type { Prepare } from "./prepare.ts";

/** SES-8. Notes when each of these sessions, by id, was used. */
export function markSeen(prepare: Prepare): (seen: ReadonlyMap<string, number>) => void {
  const mark = prepare("update session set seen_at = ?2 where id = ?1");

  return (seen) => {
    for (const [id, at] of seen) mark.run(id, at);
  };
}
