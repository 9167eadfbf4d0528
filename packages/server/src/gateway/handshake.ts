import { type CodedError, protocolVersion } from "@parlor/protocol";
import { z } from "zod";
import { Refusal } from "../refusal.ts";
import type { Session } from "../people/session.ts";

/** What a client may say as it connects: `auth: { token?, protocol? }`. */
const Auth = z.object({ token: z.string().max(128).optional(), protocol: z.int().optional() });

export interface Handshake {
  auth: unknown;
  /** Looks up the session that the cookies name. */
  cookieSession(): Promise<Session | undefined>;
}

/**
 * CON-2, CON-4. Resolves to the session the handshake names, or undefined for an anonymous client.
 * Throws Refusal for another major version, and for a token that names no session.
 */
export async function readHandshake(
  { auth, cookieSession }: Handshake,
  authenticate: (token: string) => Promise<Session | undefined>,
): Promise<Session | undefined> {
  const read = Auth.safeParse(auth ?? {});
  if (!read.success) throw new Refusal("bad_request");
  const { token, protocol = protocolVersion.major } = read.data;
  if (protocol !== protocolVersion.major) throw new Refusal("upgrade_required");
  if (token === undefined) return cookieSession();
  const session = await authenticate(token);
  if (!session) throw new Refusal("unauthenticated");
  return session;
}

/** A refusal as Socket.IO's `connect_error`: the coded error in `data`, and nothing of what failed inside. */
export function connectError(failure: unknown): Error & { data: CodedError } {
  const { coded } = failure instanceof Refusal ? failure : new Refusal("internal");
  return Object.assign(new Error(coded.code), { data: coded });
}
