import { randomUUID } from "node:crypto";
import { privateLimits } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import type { Session } from "../people/session.ts";

/** Stores a message in a conversation, as the log of messages does. */
export async function firstMessage(database: Database, by: Session, channelId: string): Promise<void> {
  await database.commit("appendMessages", {
    channelId: [channelId],
    sessionId: [by.id],
    clientId: [randomUUID()],
    personId: [by.person.id],
    text: ["sealed"],
    at: [Date.now()],
    headMost: [privateLimits.requestMessages],
    isImport: false,
    mostRequests: privateLimits.requestsPerKey,
  });
}
