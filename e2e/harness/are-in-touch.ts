import type { Confidant } from "./confidant.ts";

/** Two who came in, the second with the key of the first, accepted: each in the conversation with the other. Answers with the key. */
export async function areInTouch(owner: Confidant, writer: Confidant): Promise<string> {
  await owner.enters();
  const key = await owner.makesPrivateKey();
  await writer.enters();
  await writer.writesPrivatelyTo(key, owner.name);
  await writer.writes("Knock, knock");
  await owner.accepts(writer.name);
  return key;
}
