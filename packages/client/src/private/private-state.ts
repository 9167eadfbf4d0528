import type { ChannelId, CodedError, KeyId, Milliseconds, Person, Standing } from "@parlor/protocol";

/** A private key of one's own, as its owner sees it. */
export interface PrivateKeyView {
  readonly keyId: KeyId;
  readonly label: string;
  /** As shown: "XXXX-XXXX-…", or the phrase as it was chosen. */
  readonly code: string;
  readonly chosen: boolean;
  readonly createdAt: Milliseconds;
  readonly expiresAt?: Milliseconds;
  readonly usesLeft?: number;
  /** How many people came through it. */
  readonly used: number;
  /** It works, or why not any more. */
  readonly status: "works" | "expired" | "used-up" | "revoked";
  /** More people asked through it than show at a time: the others wait until some are answered. */
  readonly full?: true;
  /** Conversations whose peer came through it. */
  readonly came: readonly ChannelId[];
}

/** Whether what is sent to a conversation reaches whom it is meant for. */
export type Safety =
  | { readonly is: "ok" }
  /** The peer shows another identity than the pinned one: nothing is sent until it is trusted. */
  | { readonly is: "changed"; readonly fingerprint: string; readonly pinned: string }
  /** This browser has no keys for it, or does not know the peer's yet. */
  | { readonly is: "locked" };

export interface ConversationView {
  readonly id: ChannelId;
  readonly peer: Person;
  readonly standing: Standing;
  readonly head: number;
  readonly lastAt?: Milliseconds;
  readonly createdAt: Milliseconds;
  /** Label of the own key that the peer came through. */
  readonly through?: string;
  readonly safety: Safety;
  /** Of the pinned identity. */
  readonly fingerprint?: string;
  /** The server shows less of it than this device has seen (SEAL-25). */
  readonly rolledBack?: boolean;
}

export type PrivateState =
  | { readonly is: "loading" }
  /** No keys in this browser. `elsewhere`: they were set up on another device, so restoring brings them here. */
  | { readonly is: "none"; readonly elsewhere: boolean; readonly conversations: readonly ConversationView[] }
  | {
      readonly is: "ready";
      readonly keys: readonly PrivateKeyView[];
      /** The one with the newest message first. */
      readonly conversations: readonly ConversationView[];
      /** The server was heard: these are all the conversations there are. */
      readonly isListed: boolean;
      /** Of one's own identity. */
      readonly fingerprint: string;
      /** `pending`: the words can be shown, and should be. */
      readonly recovery: "pending" | "saved";
      /** Own devices that have written a private message, this one included. */
      readonly devices: number;
    };

/** What somebody typed, pasted or scanned, judged without the server. */
export type Read =
  | { readonly is: "key" }
  | { readonly is: "phrase" }
  | { readonly is: "typo"; readonly what: "length" | "check" | "letter" }
  | { readonly is: "empty" };

/** What cannot be done, for reasons that no server gives. */
export interface PrivateProblem {
  readonly code:
    /** `isPossible()` is false here. */
    | "impossible"
    /** The browser's storage cannot be read now; it is tried again. */
    | "no_storage"
    /** Not set up in this browser; or set up elsewhere, so restore or start over first. */
    | "no_keys"
    /** What was typed is no private key: see `read`. */
    | "typo"
    /** The record the server gave is not of this key: it was swapped. */
    | "bad_record"
    /** The record is older than one seen before: it was rolled back. */
    | "old_record"
    /** The phrase cannot be a key, mostly because it is too easy to guess; the message says what would help. */
    | "weak_phrase"
    /** Not twelve words of the list, or their check fails. */
    | "wrong_words"
    /** The words are somebody else's, or of a phrase that was replaced. */
    | "other_words";
  readonly message: string;
  readonly retryAfterMs?: undefined;
}

export type PrivateAnswer<T> = { ok: true; value: T } | { ok: false; error: CodedError | PrivateProblem };

/** A private key that was looked up. Hand it to `open`. */
export interface Found {
  readonly owner: Person;
  /** As its owner signed it. */
  readonly name: string;
  readonly fingerprint: string;
  /** It is one's own key. */
  readonly own: boolean;
  /** There is a pinned identity of this person, and it is another one. */
  readonly changed: boolean;
  readonly conversationId?: ChannelId;
}
