import type { Generated, Insertable, Kysely, Selectable } from "kysely";
import type { KeptStanding } from "./kept-standing.ts";

/** The keys by which names are compared (see people/name-looks.ts). */
interface NameLooksColumns {
  name_folded: string;
  name_shape: string;
  /** Null in a database of an older program until people/refresh-looks.ts has run. */
  name_reading: string | null;
}

/** One row per person. No two people share one of the looks of their names. */
export interface PersonTable extends NameLooksColumns {
  id: string;
  name: string;
  rev: number;
  created_at: number;
  /** 1 for an author that only an import knows. */
  imported: number;
  /** 1 for the author of a webhook's messages. */
  bot: Generated<number>;
}

export interface SessionTable {
  id: string;
  person_id: string;
  /** SHA-256 of the token, hex. Empty-handed sessions (imports) hold a value no token hashes to. */
  token_hash: string;
  created_at: number;
  ended_at: number | null;
  /** How the client keeps the token (SES-4); null for a session that is older than this column. */
  kept: SessionKept | null;
  /** The device, such as "Firefox on Linux", as its User-Agent had it. */
  label: string | null;
  /** When it was last used, to the hour (SES-8); null while no token of it was ever presented. */
  seen_at: number | null;
  /** When the browser was last given the cookie (SES-4). */
  renewed_at: number | null;
  /** The token that takes the place of `token_hash` once the browser presents it (SES-5). */
  next_token_hash: string | null;
  /** SHA-256 of the `once` it was started with, base64url (SES-7). */
  once_hash: string | null;
}

/** A name that a person had before the one of now. */
export interface FormerNameTable {
  person_id: string;
  /** The person's revision while they had it. */
  rev: number;
  name: string;
  name_folded: string;
  name_shape: string;
  name_reading: string;
  /** When they gave it up. */
  until: number;
  /** Until then nobody else can take it (NAME-7). */
  held_until: number;
}

/** In a cookie that also travels over plain HTTP, in one that only travels over HTTPS, or by the client itself. */
export type SessionKept = "plain" | "secure" | "token";

/** The counter row (MSG-2) of a room. */
export interface LogTable {
  id: string;
  /** The highest seq given out. */
  head: number;
  last_at: number | null;
  /** Nothing is stored after this time. */
  closed_at: number | null;
}

export interface ChannelTable extends NameLooksColumns {
  id: string;
  name: string;
  about: string;
  created_by: string | null;
  /** Who may rename, archive and restore it; null leaves that to the operator. */
  owned_by: string | null;
  created_at: number;
  rev: number;
  is_default: number;
  archived_at: number | null;
  /** Null for a channel that the operator archived. */
  archived_by: string | null;
}

export interface MessageTable {
  channel_id: string;
  seq: number;
  person_id: string;
  session_id: string;
  client_id: string;
  at: number;
  text: string;
}

/** An incoming webhook. A revoked one has no row. */
export interface WebhookTable {
  id: string;
  channel_id: string;
  /** The bot that its messages are by, and the session they are sent as. */
  person_id: string;
  session_id: string;
  /** SHA-256 of the token, hex. */
  token_hash: string;
  created_by: string;
  created_at: number;
  last_used_at: number | null;
}

export interface PrivateKeyTable {
  key_id: string;
  person_id: string;
  /** SHA-256 of the lookup, base64url. */
  lookup_hash: string;
  record: string;
  created_at: number;
  expires_at: number | null;
  /** People it may let in; null for any number. */
  uses: number | null;
  used: number;
  /** Those who came through it and wrote, ever: it grows no matter what its owner answers (PRIV-10). */
  requests: Generated<number>;
}

/** Who came through a key. */
export interface PrivateKeyGuestTable {
  key_id: string;
  person_id: string;
}

/** A row for each of the two people of a conversation. */
export interface ConversationMemberTable {
  conversation_id: string;
  person_id: string;
  peer_id: string;
  standing: KeptStanding;
  /** The key of this person's that the other one came through. */
  key_id: string | null;
  rev: number;
}

export interface KeyringItemTable {
  person_id: string;
  id: string;
  rev: number;
  sealed: string;
}

export interface RecoveryTable {
  person_id: string;
  /** SHA-256 of the login that the recovery phrase gives, base64url. */
  login_hash: string;
}

export interface MetaTable {
  key: string;
  value: string;
}

export interface Schema {
  person: PersonTable;
  session: SessionTable;
  former_name: FormerNameTable;
  log: LogTable;
  channel: ChannelTable;
  message: MessageTable;
  webhook: WebhookTable;
  private_key: PrivateKeyTable;
  private_key_guest: PrivateKeyGuestTable;
  conversation_member: ConversationMemberTable;
  keyring_item: KeyringItemTable;
  recovery: RecoveryTable;
  meta: MetaTable;
}

export type Db = Kysely<Schema>;
export type PersonRow = Selectable<PersonTable>;
export type ChannelRow = Selectable<ChannelTable>;
/** A channel with its counter row, and the seq of the last message that an import stored there. */
export type CountedChannelRow = ChannelRow &
  Pick<Selectable<LogTable>, "head" | "last_at"> & { imported: string | null };
export type NewChannelRow = Insertable<ChannelTable>;
export type MessageRow = Selectable<MessageTable>;
export type PrivateKeyRow = Selectable<PrivateKeyTable>;
