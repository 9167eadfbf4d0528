import { type CodedError, errors, protocolVersion } from "@parlor/protocol";
import { z } from "zod";
import type { Session } from "../people/session.ts";

/** What a client may say as it connects: `auth: { token?, protocol? }`. */
const Auth = z.object({ token: z.string().max(128).optional(), protocol: z.int().optional() });

export interface Handshake {
  auth: unknown;
  cookieToken: string | undefined;
}

/**
 * CON-2, CON-4. Resolves to the session the handshake names, or undefined for an anonymous client.
 * Throws HandshakeRefused for another major version, and for a token that names no session.
 */
export async function readHandshake(
  { auth, cookieToken }: Handshake,
  authenticate: (token: string) => Promise<Session | undefined>,
): Promise<Session | undefined> {
  const read = Auth.safeParse(auth ?? {});
  if (!read.success) throw new HandshakeRefused("bad_request");
  const { token, protocol = protocolVersion.major } = read.data;
  if (protocol !== protocolVersion.major) throw new HandshakeRefused("upgrade_required");
  if (token === undefined) return cookieToken ? authenticate(cookieToken) : undefined;
  const session = await authenticate(token);
  if (!session) throw new HandshakeRefused("unauthenticated");
  return session;
}

/** Reaches the client as Socket.IO's `connect_error`, with the coded error in `data`. */
export class HandshakeRefused extends Error {
  readonly data: CodedError;

  constructor(code: CodedError["code"]) {
    super(code);
    this.data = { code, message: errors[code].meaning };
  }
}
