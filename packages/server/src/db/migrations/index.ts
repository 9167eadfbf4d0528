import type { Migration } from "kysely/migration";
import * as peopleChannelsMessages from "./0001-people-channels-messages.ts";
import * as privateMessages from "./0002-private-messages.ts";
import * as names from "./0003-names.ts";
import * as devices from "./0004-devices.ts";
import * as channelOwners from "./0005-channel-owners.ts";
import * as webhooks from "./0006-webhooks.ts";
import * as requests from "./0007-requests.ts";

/** Every migration in order; a name once released is never changed. */
export const migrations: Record<string, Migration> = {
  "0001-people-channels-messages": peopleChannelsMessages,
  "0002-private-messages": privateMessages,
  "0003-names": names,
  "0004-devices": devices,
  "0005-channel-owners": channelOwners,
  "0006-webhooks": webhooks,
  "0007-requests": requests,
};
