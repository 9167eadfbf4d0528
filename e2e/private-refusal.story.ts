import { expect } from "@playwright/test";
import { isAccessibleInBothLooks } from "./harness/accessible.ts";
import type { Confidant } from "./harness/confidant.ts";
import { story } from "./harness/private-story.ts";
import { slow } from "./harness/story.ts";
import { Tap } from "./harness/tap.ts";

story("PRIV-7 declined, blocked and unblocked: who knocked sees the same all along", slow, async ({ ada, bo }) => {
  await ada.enters();
  const key = await ada.makesPrivateKey();
  await bo.enters();
  await bo.writesPrivatelyTo(key, "Ada");
  await bo.writes("first");
  const id = bo.talkId;
  await ada.goesToTalk("Bo");
  await isAccessibleInBothLooks(ada.page, "message request");
  const status = bo.page.getByText("Ada has not answered yet.");
  await expect(status).toBeVisible();
  const looks = (): Promise<string> => bo.talks.ariaSnapshot();
  const before = await looks();

  const tap = await Tap.on(ada.context, ada.wire);
  // The socket that is there was opened before it could be listened to.
  await ada.reloads();
  await ada.button("Decline").click();
  await expect(ada.page.getByText("You declined Bo's request.")).toBeVisible();
  await ada.picks("general");
  await expect(ada.talk("Bo")).toBeHidden();
  const heardOfIt = unheard(tap, id);
  await writesIntoTheVoid(bo, ada, "second");
  expect(heardOfIt()).toEqual([]);
  await expect(status).toBeVisible();
  expect(await looks()).toBe(before);

  await bo.writesPrivatelyTo(key, "Ada");
  await ada.goesToTalk("Bo");
  await ada.sees("second", { by: "Bo" });
  await ada.button("Block").click();
  await expect(ada.page.getByText("You blocked Bo. Their messages do not reach you.")).toBeVisible();
  await ada.picks("general");
  const heardSince = unheard(tap, id);
  await writesIntoTheVoid(bo, ada, "third");
  await bo.writesPrivatelyTo(key, "Ada");
  await writesIntoTheVoid(bo, ada, "fourth");
  expect(heardSince()).toEqual([]);
  await expect(ada.talk("Bo")).toBeHidden();
  await expect(status).toBeVisible();
  expect(await looks()).toBe(before);

  await ada.goesHome();
  await ada.button("1 person blocked").click();
  await ada.button("Unblock Bo").click();
  await expect(ada.dialog.getByText("Nobody is blocked or declined.")).toBeVisible();
  await ada.button("Close").click();
  await ada.accepts("Bo");
  await expect.poll(() => ada.texts()).toEqual(["first", "second", "third", "fourth"]);
  await ada.writes("Sorry about that");
  await bo.sees("Sorry about that", { by: "Ada" });

  await ada.page.getByRole("button", { name: /About this private conversation$/ }).click();
  await isAccessibleInBothLooks(ada.page, "details of a conversation");
  await ada.button("Block…").click();
  await ada.button("Block").click();
  await expect(ada.composer).toBeHidden();
  await bo.writes("fifth");
  await bo.sees("fifth", { confirmed: true });
  await ada.button("Unblock").click();
  await ada.isReadyWith("Bo");
  await ada.sees("fifth", { by: "Bo" });
});

/** Answers what was heard of a conversation since then, but for answers to one's own questions. */
function unheard(tap: Tap, id: string): () => string[] {
  const from = tap.frames.length;
  return () => tap.frames.slice(from).filter((frame) => frame.startsWith("42[") && frame.includes(id));
}

/** Writes what is taken like everything else, and then in the channel, where the other one is: had it been told, it was before. */
async function writesIntoTheVoid(writer: Confidant, other: Confidant, text: string): Promise<void> {
  await writer.writes(text);
  await writer.sees(text, { confirmed: true });
  await writer.picks("general");
  await writer.isReadyIn("general");
  await writer.writes(`in public: ${text}`);
  await other.sees(`in public: ${text}`, { by: writer.name });
  await writer.goesToTalk(other.name);
  await writer.isReadyWith(other.name);
}
