import type { ChannelId } from "@parlor/protocol";
import type { Reader, Sight } from "../checker/evidence.ts";
import type { ParlorProcess } from "../../../tools/parlor-process.ts";
import { post } from "./place.ts";
import { readStored } from "./stored-rows.ts";

/** What somebody sees who reads a channel page by page, from its first message to its last. */
export async function pageReader(parlor: ParlorProcess, token: string, channelId: ChannelId): Promise<Reader> {
  const saw: Sight[] = [];
  for (;;) {
    const after = saw.at(-1)?.[0] ?? 0;
    const { messages } = await post(parlor.url, "message.page", { channelId, after }, token);
    if (messages.length === 0) break;
    saw.push(...messages.map(({ seq, clientId }): Sight => [seq, clientId]));
  }
  return readerOf(readStored(parlor.dataDir).epoch, channelId, saw);
}

/** A reader who should see all that the channel has. */
export function readerOf(epoch: string, channelId: ChannelId, saw: Sight[]): Reader {
  return { name: "the reader", channelId, lives: [{ epoch, after: 0, wasTold: false, saw }], shown: saw };
}
