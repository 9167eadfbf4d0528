import type { PublicIdentity } from "./public-identity.ts";

/** Why something sealed was refused. Nothing of what was in it is handed on, except where a case says so. */
export type PrivateTrouble =
  /** Not of the form the protocol gives it. */
  | { readonly code: "malformed" }
  /** Of a version or suite this program does not know: a newer one is needed. */
  | { readonly code: "newer" }
  /** This browser does not hold the prekey or private key it is sealed to. */
  | { readonly code: "no_key" }
  /** It does not open: changed on its way, moved from another place, or never sealed for its reader. */
  | { readonly code: "tampered" }
  /** It opens, but its author's signature does not hold. */
  | { readonly code: "bad_signature" }
  /** Two things it says contradict each other, such as a private key and the card it opened. */
  | { readonly code: "mismatch" }
  /** Older than what this device has already seen. */
  | { readonly code: "rolled_back" }
  /** A private key past its end, by its owner's signed word. */
  | { readonly code: "expired" }
  /** A public key that would give a secret anybody can compute (RFC 7748, section 6.1). */
  | { readonly code: "weak_key" }
  /** Whole and signed, but by another identity than those trusted: show it before anything else is done. */
  | { readonly code: "changed"; readonly identity: PublicIdentity; readonly name: string };

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly trouble: PrivateTrouble };

/** Carries a trouble out of the depth of a parser to `outcome`; nobody else catches it. */
export class Refused extends Error {
  readonly trouble: PrivateTrouble;

  constructor(trouble: PrivateTrouble) {
    super(trouble.code);
    this.trouble = trouble;
  }
}

type PlainCode = Exclude<PrivateTrouble["code"], "changed">;

export function refuse(code: PlainCode): never {
  throw new Refused({ code });
}

/** What `work` gives, or the trouble it was refused with. An error of the program itself stays one. */
export async function outcome<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, trouble: error.trouble };
    throw error;
  }
}

/** Gives a failure of a primitive its meaning: a failed AES-GCM open says only that it failed. */
export async function orRefuse<T>(code: PlainCode, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch {
    return refuse(code);
  }
}

/** `value`, unless it is absent. */
export function present<T>(value: T | undefined, code: PlainCode): T {
  return value === undefined ? refuse(code) : value;
}
