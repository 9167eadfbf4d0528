import { createHash, randomUUID } from "node:crypto";

/**
 * The clientId of a hook's message: random, or always the same one for the same key of the same hook, whatever characters the
 * sender makes its keys of (RFC 9562 5.8).
 */
export function hookClientId(hookId: string, key: string | undefined): string {
  if (key === undefined) return randomUUID();
  const bytes = createHash("sha256")
    .update(JSON.stringify([hookId, key]))
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
