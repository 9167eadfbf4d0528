import type { ChannelId, KeyId, Milliseconds, RingItem, Seq } from "@parlor/protocol";
import type { Bytes } from "./bytes.ts";
import type { ChainMark } from "./chain-marks.ts";
import type { Identity } from "./identity.ts";
import type { PublicIdentity } from "./public-identity.ts";
import type { Prekey, PublicPrekey } from "./prekey.ts";
import type { PrivateKey } from "./private-key.ts";
import type { SeenTerms } from "./record.ts";

/** Who this person is, in private. No secret half can be read out of the browser's keeping. */
export interface KeptIdentity {
  readonly identity: Identity;
  /** When it was made or brought here: what is older may be sealed to one that was given up. */
  readonly since: Milliseconds;
  /** This device, 16 hex digits: each has a chain of its own (SEAL-22). */
  readonly device: string;
  /** Seals the keyring. */
  readonly ring: CryptoKey;
  /** By what the server is to know the recovery phrase. */
  readonly loginHash: string;
  /** The server was told once; a backup may have forgotten it since. */
  readonly isLoginTold: boolean;
  /** The recovery phrase's 16 bytes, until the person has saved the words. */
  readonly entropy?: Bytes;
}

export interface KeptPrekey {
  readonly prekey: Prekey;
  readonly at: Milliseconds;
}

/** A private key of one's own. It is never deleted: knocks that came through it must open. */
export interface KeptPrivateKey {
  readonly keyId: KeyId;
  /** As it is shown: the digits in groups, or the phrase. */
  readonly code: string;
  readonly label: string;
  readonly key: PrivateKey;
  readonly card: Bytes;
  readonly createdAt: Milliseconds;
  readonly expiresAt?: Milliseconds;
  readonly uses?: number;
  readonly isRetired?: boolean;
  /** The server did not take it, so nobody ever had it. */
  readonly isVoid?: boolean;
  /** What its record says, so that it is known when it has to be made again. Of this device alone. */
  readonly record?: { readonly name: string; readonly prekey: number; readonly seq: number };
}

/** The one a conversation is with. */
export interface KeptPeer {
  readonly id: ChannelId;
  readonly pinned: PublicIdentity;
  readonly prekey: PublicPrekey;
  /** Identities that were pinned before: what stands up to `until` may be theirs, and nothing later. */
  readonly past: readonly { readonly identity: PublicIdentity; readonly until: Seq }[];
  /** The private key one knocked with: it boxes the first messages. */
  readonly knock?: PrivateKey;
  /** The next message tells one's identity, since the peer may know another. */
  readonly introduce?: boolean;
  /** The own key they came through. */
  readonly through?: KeyId;
  /** Another identity than the pinned one was seen, and waits for trust. */
  readonly changed?: {
    readonly identity: PublicIdentity;
    readonly prekey: PublicPrekey;
    /** The private key it was found by, where one knocked on it. */
    readonly knock?: PrivateKey;
  };
}

/** How far a conversation's chain of this device is sealed. */
export interface KeptLane {
  readonly n: number;
  /** Hash of the last body, base64url; "" at the beginning. */
  readonly h: string;
}

/** An envelope that was made and not heard to have arrived: a resend sends the same one. */
export interface KeptSealed {
  readonly clientId: string;
  readonly n: number;
  /** The chain's hash before it. */
  readonly before: string;
  readonly wire: string;
  readonly isKnock: boolean;
  /** It was refused or thrown away; it may be stored all the same. */
  readonly isDropped?: boolean;
  /** It arrived. Kept for a while, since another tab may not have heard of it. */
  readonly isAcked?: boolean;
}

/** How far each device was seen in a conversation: what the server shows must not end before that (SEAL-17). */
export interface KeptSeen {
  readonly marks: readonly ChainMark[];
}

/** The version of a keyring item that this device has, as it was sealed: what a restored backup has not, is told again. */
export interface KeptRing extends RingItem {
  /** The server has it, as far as is known here. */
  readonly isTold: boolean;
}

/** The highest that was seen of a card: a record below it was rolled back. */
export type KeptHighest = SeenTerms;

/** Everything a drawer holds, by kind. A key is the kind, a slash, and what tells it apart. */
export interface KeptOf {
  /** identity/own */
  identity: KeptIdentity;
  /** prekey/<seq> */
  prekey: KeptPrekey;
  /** key/<keyId> */
  key: KeptPrivateKey;
  /** peer/<conversation> */
  peer: KeptPeer;
  /** lane/<conversation> */
  lane: KeptLane;
  /** sealed/<conversation>/<clientId> */
  sealed: KeptSealed;
  /** seen/<conversation> */
  seen: KeptSeen;
  /** ring/<item id> */
  ring: KeptRing;
  /** highest/<hash of the card> */
  highest: KeptHighest;
}

export type Kind = keyof KeptOf;
export type KeptKey<K extends Kind = Kind> = K extends Kind ? `${K}/${string}` : never;
