import type { Evidence, Sent } from "../checker/evidence.ts";
import { clientId } from "../rig/client-id.ts";
import type { Fault } from "../rig/fault.ts";
import { killRounds } from "../rig/kill-rounds.ts";
import { invite, post } from "../rig/place.ts";
import { pageReader } from "../rig/page-reader.ts";
import { readStored } from "../rig/stored-rows.ts";

const MESSAGES = 5;

/** Kills and stops at random moments of a first start. The next start finds nothing in its way, and one channel to write in. */
export const firstStart: Fault = (run) =>
  killRounds(run, {
    prepare: async () => undefined,
    look: async (parlor, why) => {
      const [guest] = await invite(parlor.url, 1, "newcomer");
      if (!guest) throw new Error("nobody came");
      const { channels } = await post(parlor.url, "channel.list", {}, guest.token);
      if (channels.length !== 1) why.push(`a fresh server has ${channels.length} channels`);
      const channelId = channels[0]?.id ?? "";
      const sent: Sent[] = [];
      for (let n = 0; n < MESSAGES; n++) {
        const id = clientId();
        const { seq } = await post(parlor.url, "message.send", { channelId, clientId: id, text: `${n}` }, guest.token);
        const epoch = readStored(parlor.dataDir).epoch;
        sent.push({
          client: guest.name,
          session: guest.sessionId,
          channelId,
          clientId: id,
          tries: 1,
          answers: [{ epoch, seq }],
        });
      }
      // What was made must outlive a restart as well.
      await parlor.kill();
      await parlor.start();
      const readers = [await pageReader(parlor, guest.token, channelId)];
      return { sent, readers, witnesses: [], stored: [readStored(parlor.dataDir)] } satisfies Evidence;
    },
    lookAtWreck: () => ({ sent: [], readers: [], witnesses: [], stored: [] }),
  });
