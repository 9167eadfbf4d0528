import { fromBase64url, toBase64url } from "./private/base64url.ts";
import { utf8 } from "./private/bytes.ts";

const nameOf = (place: string): string => `parlor-at-rest${place}`;
const table = "keys";
/** 96 random bits a text (NIST SP 800-38D, 8.2.2): far fewer texts than 2^32 are ever sealed under one key. */
const ivBytes = 12;

/**
 * Seals texts of private conversations before this browser stores them, so that a copied profile or disk does not show them.
 * The key never leaves the browser's keeping: it is not extractable. A script of this page could still use it.
 */
export interface AtRest {
  /** `context` is bound to the text: sealed for one, it does not open in another. */
  seal(text: string, context: string): Promise<string>;
  /** Undefined when it was sealed elsewhere, or is damaged. */
  open(sealed: string, context: string): Promise<string | undefined>;
}

/**
 * Opens this browser's key, or makes it. Servers that share one origin have a key each, by their `place` on it. Rejects where
 * there is no IndexedDB or no Web Crypto.
 */
export async function openAtRest(place = ""): Promise<AtRest> {
  const key = await keptKey(nameOf(place));
  return {
    async seal(text, context) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
      const sealed = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData: utf8(context) },
        key,
        utf8(text),
      );
      return toBase64url(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
    },
    async open(sealed, context) {
      const bytes = fromBase64url(sealed);
      if (bytes === undefined || bytes.length <= ivBytes) return undefined;
      const how = { name: "AES-GCM", iv: bytes.subarray(0, ivBytes), additionalData: utf8(context) };
      try {
        return new TextDecoder().decode(await crypto.subtle.decrypt(how, key, bytes.subarray(ivBytes)));
      } catch {
        return undefined;
      }
    },
  };
}

/** Throws the key away: what was sealed under it is gone with it. */
export function forgetAtRest(place = ""): Promise<void> {
  return happened(indexedDB.deleteDatabase(nameOf(place)), "success", () => undefined);
}

/** Of two tabs that make a key at once, the first one's holds for both. */
async function keptKey(name: string): Promise<CryptoKey> {
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const opening = indexedDB.open(name, 1);
  opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore(table));
  const db = await happened(opening, "success", () => opening.result);
  try {
    const transaction = db.transaction(table, "readwrite", { durability: "strict" });
    const keys = transaction.objectStore(table);
    let key = fresh;
    const known: IDBRequest<CryptoKey | undefined> = keys.get("own");
    known.addEventListener("success", () => {
      if (known.result) key = known.result;
      else keys.put(fresh, "own");
    });
    return await happened(transaction, "complete", () => key);
  } finally {
    db.close();
  }
}

function happened<T>(target: EventTarget, event: string, result: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    target.addEventListener(event, () => resolve(result()));
    for (const failure of ["error", "abort"])
      target.addEventListener(failure, () => reject(new Error(`The browser keeps no key (${failure}).`)));
  });
}
