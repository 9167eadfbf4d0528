/** Every code an answer can carry: its HTTP status, whether the same call may succeed later, and what it means. */
export const errors = {
  bad_request: { status: 400, retry: false, meaning: "The input is not of the command's form." },
  needs_socket: { status: 400, retry: false, meaning: "The command only makes sense on a live socket." },
  unauthenticated: { status: 401, retry: false, meaning: "There is no session, or it has ended." },
  recovery_refused: { status: 401, retry: false, meaning: "No person has this recovery phrase." },
  origin_refused: { status: 403, retry: false, meaning: "The page that asked is not Parlor's own." },
  not_allowed: { status: 403, retry: false, meaning: "Only the channel's owner may do this." },
  cookies_blocked: {
    status: 403,
    retry: false,
    meaning: "The browser does not send cookies back, so no name could be kept.",
  },
  unknown_command: { status: 404, retry: false, meaning: "There is no command of that name." },
  channel_not_found: { status: 404, retry: false, meaning: "There is no such channel, or not for you." },
  hook_not_found: { status: 404, retry: false, meaning: "There is no such webhook, or it was revoked." },
  session_not_found: { status: 404, retry: false, meaning: "This person has no such session, or it has ended." },
  link_ended: {
    status: 404,
    retry: false,
    meaning: "This link to another device has expired or ended, or never existed.",
  },
  key_not_found: { status: 404, retry: false, meaning: "There is no such private key, or none that works." },
  method_not_allowed: { status: 405, retry: false, meaning: "The path takes other methods; they are in Allow." },
  link_used: { status: 409, retry: false, meaning: "Another device has used this link." },
  link_waiting: { status: 409, retry: true, meaning: "The first device has not confirmed the number yet." },
  wrong_number: { status: 409, retry: false, meaning: "The other device shows another number; the link has ended." },
  name_taken: { status: 409, retry: false, meaning: "Somebody has this name, or one that looks like it." },
  too_many_names: {
    status: 409,
    retry: false,
    meaning: "As many old names of this person are held as may be; take one back, or wait retryAfterMs.",
  },
  channel_exists: { status: 409, retry: false, meaning: "A channel has this name, or one that looks like it." },
  key_taken: { status: 409, retry: false, meaning: "This phrase cannot be a private key here; take another." },
  limit_reached: { status: 409, retry: false, meaning: "There are as many of these as there may be." },
  out_of_order: { status: 409, retry: true, meaning: "The message it was to follow is not stored." },
  too_large: { status: 413, retry: false, meaning: "The request is larger than any command needs." },
  not_json: { status: 415, retry: false, meaning: "The input has to be sent as application/json." },
  name_refused: { status: 422, retry: false, meaning: "The name has characters that cannot be told apart or seen." },
  host_refused: { status: 421, retry: false, meaning: "This server is not known under that name." },
  upgrade_required: { status: 426, retry: false, meaning: "Client and server speak different major versions." },
  rate_limited: { status: 429, retry: true, meaning: "Too many calls; try again after retryAfterMs." },
  headers_too_large: {
    status: 431,
    retry: false,
    meaning: "The address and the headers of the request are larger than 16 KiB together.",
  },
  internal: { status: 500, retry: true, meaning: "The server failed; nothing was stored." },
  unavailable: { status: 503, retry: true, meaning: "The server is starting, stopping or too busy." },
  storage_full: { status: 507, retry: true, meaning: "The disk is full; nothing was stored." },
} as const satisfies Record<string, { status: number; retry: boolean; meaning: string }>;

export type ErrorCode = keyof typeof errors;

/** What is wrong with one field of an input. */
export interface FieldIssue {
  /** Dotted where it is within another, as in "have.seq"; "input" for the whole. */
  field: string;
  problem: string;
}

/** What a refused command answers. The optional fields help a person go on. */
export interface CodedError {
  code: ErrorCode;
  message: string;
  /** Milliseconds to wait before the same call can succeed. */
  retryAfterMs?: number | undefined;
  /** A free name close to the refused one (name_taken). */
  suggestion?: string | undefined;
  /** The name in the way, as its holder writes it (name_taken, channel_exists). */
  existing?: string | undefined;
  /** The channel that already has the name (channel_exists). */
  channelId?: string | undefined;
  /** Where Parlor can be opened instead (origin_refused). */
  address?: string | undefined;
  /** What is wrong with the input, for five fields at most (bad_request). */
  issues?: readonly FieldIssue[] | undefined;
}

/** Every command ends in exactly one of these; there is no hung call. */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: CodedError };
