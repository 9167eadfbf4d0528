import { type RegisteredChannel, registeredChannels } from "../channels/channel-register-store.ts";
import { normaliseChannelName } from "../channels/choose-channel-name.ts";
import type { Db } from "../db/schema.ts";
import { OperatorError } from "../operator-error.ts";
import { nameLooks } from "../people/name-looks.ts";

/**
 * The one channel that an operator means by a name or an id. Several archived channels may have had one name; then the error
 * lists their ids. Throws OperatorError when there is none, or when it is not in the state that was asked for.
 */
export async function findChannel(
  db: Db,
  wanted: string,
  state: "listed" | "archived" | "any",
): Promise<RegisteredChannel> {
  const all = await registeredChannels(db);
  const byId = all.filter(({ id }) => id === wanted.toLowerCase());
  const matching = byId.length > 0 ? byId : all.filter(({ name }) => looksLike(name, wanted));
  const fitting = matching.filter(
    ({ archivedAt }) => state === "any" || (archivedAt !== null) === (state === "archived"),
  );
  // A listed channel comes before archived ones that had its name.
  const [listed] = fitting.filter(({ archivedAt }) => archivedAt === null);
  const found = listed ?? (fitting.length === 1 ? fitting[0] : undefined);
  if (found) return found;
  if (fitting.length > 1) {
    const ids = fitting.map(({ id, archivedAt }) => `${id} (archived ${new Date(archivedAt ?? 0).toISOString()})`);
    throw new OperatorError(
      `Several archived channels were called "${wanted}": name one by its id.\n${ids.join("\n")}`,
    );
  }
  if (matching.length === 0)
    throw new OperatorError(`There is no channel "${wanted}". \`parlor channels list\` shows all.`);
  throw new OperatorError(
    state === "listed"
      ? `#${matching[0]?.name} is archived: restore it first.`
      : `#${matching[0]?.name} is not archived.`,
  );
}

function looksLike(name: string, wanted: string): boolean {
  const [one, other] = [nameLooks(name), nameLooks(safely(wanted))];
  return one.folded === other.folded || one.shape === other.shape || one.reading === other.reading;
}

/** The name as channels keep it; as typed where no channel could have it. */
function safely(typed: string): string {
  try {
    return normaliseChannelName(typed);
  } catch {
    return typed;
  }
}
