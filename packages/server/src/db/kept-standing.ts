import type { Standing } from "@parlor/protocol";

/**
 * How somebody stands to a conversation, as it is kept. Of two standings who was asked hears nothing: nothing was written yet
 * (`unwritten`, PRIV-9), or it waits until those before it are answered (`waiting`, PRIV-10).
 */
export type KeptStanding = Standing | "unwritten" | "waiting";

/** Whether the person may know of the conversation. */
export function isSeen(standing: KeptStanding): standing is Standing {
  return standing !== "unwritten" && standing !== "waiting";
}
