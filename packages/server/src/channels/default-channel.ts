import { nameLooks } from "../people/name-looks.ts";
import { channelByLooks, makeDefaultChannel } from "./channel-store.ts";
import { type ChannelUse, createChannel } from "./create-channel.ts";

const NAME = "general";

/**
 * CH-3. A fresh server has one channel, where newcomers land. One of its name that is there already, as after an import, becomes it.
 */
export async function ensureDefaultChannel(use: ChannelUse): Promise<void> {
  const rows = await use.channels.list();
  if (rows.some((row) => row.is_default === 1)) return;
  const { db } = use.database;
  const known = await channelByLooks(db, nameLooks(NAME));
  if (known) {
    await makeDefaultChannel(db, known.id);
    // The directory has just read it as an ordinary one.
    await use.channels.list();
    return;
  }
  await createChannel(use, undefined, { name: NAME, about: "For everyone, about anything", isDefault: true });
}
