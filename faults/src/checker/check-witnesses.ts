import type { Evidence, Witness } from "./evidence.ts";
import type { Findings } from "./findings.ts";

/** What came over raw sockets: each message once a socket (MSG-4), and only to whom it belongs (CON-7, PRIV-4). */
export function checkWitnesses({ witnesses, stored }: Evidence, findings: Findings): void {
  const onDisk = new Set(stored.flatMap(({ rows }) => rows.map(({ clientId }) => clientId)));
  for (const witness of witnesses) checkWitness(witness, onDisk, findings);
}

function checkWitness({ name, events }: Witness, onDisk: ReadonlySet<string>, findings: Findings): void {
  const views = new Set<string>();
  const told = new Set<string>();
  const last = new Map<string, number>();
  let isOver = false;
  for (const event of events) {
    switch (event.is) {
      case "viewed":
        views.add(event.channelId);
        break;
      case "unviewed":
        views.delete(event.channelId);
        break;
      case "ended":
        isOver = true;
        break;
      case "tried":
        if (onDisk.has(event.clientId)) findings.add("leak", `${name} stored ${event.clientId} without the right`);
        break;
      case "overheard":
        findings.add("leak", `${name} heard of the private ${event.channelId}: ${event.what}`);
        break;
      case "told": {
        const { channelId, seq } = event;
        const place = `${channelId}/${seq}`;
        if (isOver || !views.has(channelId)) findings.add("leak", `${name} was told of ${place} without the right`);
        if (told.has(place)) findings.add("dup", `${name} was told of ${place} twice`);
        else if (seq < (last.get(channelId) ?? 0)) findings.add("order", `${name} was told of ${place} late`);
        told.add(place);
        last.set(channelId, Math.max(seq, last.get(channelId) ?? 0));
        break;
      }
    }
  }
}
