import { type ChannelUse, createChannel } from "./create-channel.ts";

/** CH-3. A fresh server has one channel, where newcomers land. */
export async function ensureDefaultChannel(use: ChannelUse): Promise<void> {
  const rows = await use.channels.list();
  if (rows.some((row) => row.is_default === 1)) return;
  await createChannel(use, undefined, {
    name: "general",
    about: "For everyone, about anything",
    isDefault: true,
  });
}
