/** Whether this page has what private messages need: not on plain http beyond localhost, where browsers hide Web Crypto. */
export function isPossible(): boolean {
  return typeof globalThis.crypto?.subtle === "object";
}
