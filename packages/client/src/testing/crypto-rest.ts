import { settled } from "./settled.ts";

let busy = 0;

/** Web Crypto works on threads of its own, out of sight of the event loop: so what is under way is counted. */
const names = [
  "decrypt",
  "deriveBits",
  "deriveKey",
  "digest",
  "encrypt",
  "exportKey",
  "generateKey",
  "importKey",
  "sign",
  "verify",
];
for (const name of names) {
  const original: unknown = Reflect.get(crypto.subtle, name);
  if (typeof original !== "function") throw new Error(`no crypto.subtle.${name}`);
  const counted = async (...wanted: unknown[]): Promise<unknown> => {
    busy++;
    try {
      return (await Reflect.apply(original, crypto.subtle, wanted)) as unknown;
    } finally {
      busy--;
    }
  };
  Object.defineProperty(crypto.subtle, name, { value: counted });
}

/** Resolves once nothing is under way, and what follows from it neither. */
export async function cryptoAtRest(): Promise<void> {
  for (let calm = 0; calm < 4; calm = busy > 0 ? 0 : calm + 1) await settled();
}
