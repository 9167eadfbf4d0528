import type { Evidence, Sent } from "./evidence.ts";
import type { Findings } from "./findings.ts";
import { Places } from "./places.ts";

/** What senders were answered, against the disk: acked means stored (MSG-7), the first answer stands (MSG-3), in the order of writing (CLI-1). */
export function checkSenders({ sent, stored }: Evidence, findings: Findings): void {
  const epochs = new Map(stored.map((snapshot) => [snapshot.epoch, new Places(snapshot)]));
  const lastSeq = new Map<string, number>();
  for (const each of sent) {
    for (const { epoch, seq } of firstAnswers(each, findings)) {
      const row = epochs.get(epoch)?.at(each.channelId, seq);
      if (row?.clientId !== each.clientId || row.session !== each.session)
        findings.add("lost", `${each.clientId} was answered ${each.channelId}/${seq}, which is not on disk`);
      const lane = `${each.client} ${each.channelId} ${epoch}`;
      if (seq < (lastSeq.get(lane) ?? 0))
        findings.add("order", `${each.client} wrote ${each.channelId}/${seq} after ${lastSeq.get(lane)}`);
      lastSeq.set(lane, seq);
    }
  }
}

/** One answer for each epoch; another place in the same epoch is a second copy. */
function firstAnswers({ clientId, answers }: Sent, findings: Findings): Sent["answers"] {
  const first = new Map<string, number>();
  for (const { epoch, seq } of answers) {
    const before = first.get(epoch);
    if (before === undefined) first.set(epoch, seq);
    else if (before !== seq) findings.add("dup", `${clientId} was answered ${before} and then ${seq}`);
  }
  return [...first].map(([epoch, seq]) => ({ epoch, seq }));
}
