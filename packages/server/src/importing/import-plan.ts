import { limits, type Milliseconds } from "@parlor/protocol";
import { normaliseChannelName } from "../channels/choose-channel-name.ts";
import { nameLooks } from "../people/name-looks.ts";
import { Refusal } from "../refusal.ts";
import type { ImportTarget, TargetChannel } from "./import-target-store.ts";
import type { ForeignChannel, Intake } from "./intake.ts";
import { identified } from "./identified.ts";
import { showableName } from "./showable-name.ts";
import type { StagedChannel } from "./staged-messages-store.ts";

/** Look-ups per question to the target. */
const BATCH = 1_000;

/** What would happen to one channel of an import. */
export interface ChannelPlan extends StagedChannel {
  /** What it is called here. */
  name: string;
  about: string;
  /** The channel that is there already. */
  target: TargetChannel | undefined;
  /** Messages that an earlier run has stored. */
  known: number;
  /** New messages that are older than the newest one of the channel, after which they would be shown. */
  older: number;
}

/** Decides for every channel of the intake where it goes, and finds out what is there already. Changes nothing. */
export async function planImport(intake: Intake, target: ImportTarget): Promise<ChannelPlan[]> {
  const taken = new Set<string>();
  const plans: ChannelPlan[] = [];
  for (const staged of intake.staged.channels()) {
    const source = intake.channels[staged.channel];
    const name = freeName(source, taken);
    const found = await target.channel(nameLooks(name));
    const plan = { ...staged, name: found?.name ?? name, about: aboutOf(source), target: found, known: 0, older: 0 };
    if (found && found.head > 0) await compare(plan, found, intake, target);
    plans.push(plan);
  }
  return plans;
}

async function compare(plan: ChannelPlan, found: TargetChannel, intake: Intake, target: ImportTarget): Promise<void> {
  let batch: { clientId: string; at: Milliseconds }[] = [];
  const look = async () => {
    const known = await target.known(batch.map(({ clientId }) => clientId));
    plan.known += known.size;
    plan.older += batch.filter(({ clientId, at }) => !known.has(clientId) && at < (found.lastAt ?? 0)).length;
    batch = [];
  };
  for (const message of identified(found.id, intake.staged.inOrder(plan.channel), intake.authors)) {
    batch.push(message);
    if (batch.length === BATCH) await look();
  }
  if (batch.length > 0) await look();
}

/** Two channels of one export stay two, also where their names look alike. */
function freeName(source: ForeignChannel | undefined, taken: Set<string>): string {
  const wanted = channelName(source?.name ?? "");
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? "" : ` ${number}`;
    const name = ending === "" ? wanted : showableName(wanted, limits.channelNameVisible, ending);
    const { folded, shape } = nameLooks(name);
    if (taken.has(folded) || taken.has(shape)) continue;
    taken.add(folded).add(shape);
    return name;
  }
}

function channelName(name: string): string {
  try {
    return normaliseChannelName(name);
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    return showableName(name.replace(/^[#\s]+/u, ""), limits.channelNameVisible) || "imported";
  }
}

function aboutOf(source: ForeignChannel | undefined): string {
  return (source?.about ?? "")
    .toWellFormed()
    .replace(/[\0\s]+/g, " ")
    .trim()
    .slice(0, limits.channelAbout)
    .toWellFormed();
}
