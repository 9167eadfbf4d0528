import type { Seq } from "@parlor/protocol";
import type { Evidence, Life, Reader, Sight } from "./evidence.ts";
import type { Findings } from "./findings.ts";
import { Places } from "./places.ts";

/** What timelines showed: everything since the first page, each once, in one order for all (CLI-2 to CLI-4). */
export function checkReaders({ readers, stored }: Evidence, findings: Findings): void {
  const epochs = new Map(stored.map((snapshot) => [snapshot.epoch, new Places(snapshot)]));
  const current = stored.at(-1);
  const agreed = new Map<string, string>();
  for (const reader of readers) {
    for (const { epoch, saw } of reader.lives) {
      checkAgreement(reader, epoch, saw, epochs.get(epoch), agreed, findings);
    }
    checkScreen(reader, findings);
    if (current) checkMissing(reader, current.epoch, epochs.get(current.epoch)?.head(reader.channelId) ?? 0, findings);
  }
}

/** The same message at the same place, for every reader and for the disk. */
function checkAgreement(
  { name, channelId }: Reader,
  epoch: string,
  saw: readonly Sight[],
  places: Places | undefined,
  agreed: Map<string, string>,
  findings: Findings,
): void {
  const seqOf = new Map<string, Seq>();
  for (const [seq, clientId] of saw) {
    const before = seqOf.get(clientId);
    if (before !== undefined && before !== seq) findings.add("dup", `${name} saw ${clientId} at ${before} and ${seq}`);
    seqOf.set(clientId, seq);
    const place = `${epoch} ${channelId} ${seq}`;
    const others = places ? (places.at(channelId, seq)?.clientId ?? "nothing") : agreed.get(place);
    if (others !== undefined && others !== clientId)
      findings.add("order", `${name} saw ${clientId} at ${channelId}/${seq}, where others have ${others}`);
    agreed.set(place, clientId);
  }
}

/** The screen at the end: upwards only, nobody twice. */
function checkScreen({ name, shown }: Reader, findings: Findings): void {
  const ids = new Set<string>();
  let last = 0;
  for (const [seq, clientId] of shown) {
    if (ids.has(clientId)) findings.add("dup", `${name} shows ${clientId} twice`);
    ids.add(clientId);
    if (seq <= last) findings.add("order", `${name} shows ${seq} below ${last}`);
    last = seq;
  }
}

/** Everything after the first page is on the screen or was there, but for stretches that the timeline owned up to. */
function checkMissing({ name, channelId, lives, shown }: Reader, epoch: string, head: Seq, findings: Findings): void {
  const own = lives.filter((life) => life.epoch === epoch);
  const first = own[0];
  if (!first) {
    findings.add("missing", `${name} never viewed ${channelId} since the last restore`);
    return;
  }
  // Of the last life the screen counts: what it showed once and lost is missing too.
  const had = new Set([...own.slice(0, -1).flatMap(({ saw }) => saw), ...shown].map(([seq]) => seq));
  const excused = own.slice(1).map((life, at) => stretchBefore(life, own[at]));
  for (let seq = first.after + 1; seq <= head; seq++) {
    if (had.has(seq) || excused.some(([from, to]) => seq > from && seq <= to)) continue;
    findings.add("missing", `${name} never saw ${channelId}/${seq}`);
  }
}

/**
 * What a reset leaves out, when the reader was told: from where the life before was whole, up to this one's first page. A
 * message beyond a hole, as an own one may be, is no end of that stretch.
 */
function stretchBefore(life: Life, before: Life | undefined): [from: Seq, to: Seq] {
  if (!life.wasTold || !before) return [0, 0];
  const seen = new Set(before.saw.map(([seq]) => seq));
  let whole = before.after;
  while (seen.has(whole + 1)) whole++;
  return [whole, life.after];
}
