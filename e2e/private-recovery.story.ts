import { expect } from "@playwright/test";
import { isAccessibleInBothLooks } from "./harness/accessible.ts";
import { areInTouch } from "./harness/are-in-touch.ts";
import { story } from "./harness/private-story.ts";
import { slow, narrowToo } from "./harness/story.ts";

story(
  "who loses the browser comes back with twelve words: name, keys, conversations and history, and nobody is warned",
  { tag: [slow.tag, narrowToo.tag] },
  async ({ ada, bo, anotherBrowser }) => {
    const key = await areInTouch(ada, bo);
    await ada.writes("What I said before the fire");
    await bo.sees("What I said before the fire");
    const fingerprint = await bo.readsFingerprint();
    await ada.goesHome();
    const words = await ada.readsRecoveryWords();
    await isAccessibleInBothLooks(ada.page, "recovery phrase");
    await ada.confirmsRecoveryWords(words);
    await expect(ada.button("Write it down")).toBeHidden();
    await ada.context.close();
    await bo.writes("While you had no browser");

    const home = await anotherBrowser(ada);
    await home.opens();
    await home.button("Restore with a recovery phrase").click();
    const field = home.dialog.getByRole("textbox", { name: "The twelve words" });
    await field.fill(words.replace(/\w+$/, "xylophon "));
    await expect(home.dialog.getByText("“xylophon” is not one of the words.")).toBeVisible();
    await isAccessibleInBothLooks(home.page, "recovery phrase with an unknown word");
    await field.fill(words.split(" ").toReversed().join(" "));
    await home.button("Restore").click();
    await expect(
      home.dialog.getByText(/^Every word is on the list, but they do not belong together|^Nobody here has this/),
    ).toBeVisible();
    await home.restores(words.toUpperCase());
    await expect(home.account).toBeVisible();
    await home.goesToTalk("Bo");
    await home.isReadyWith("Bo");
    const history = ["Knock, knock", "What I said before the fire", "While you had no browser"];
    await expect.poll(() => home.texts()).toEqual(history);

    await home.writes("Back again, smelling of smoke");
    await bo.sees("Back again, smelling of smoke", { by: "Ada" });
    await bo.writes("Good to have you");
    await home.sees("Good to have you", { by: "Bo" });
    expect(await bo.readsFingerprint()).toBe(fingerprint);
    await home.goesHome();
    expect(await home.readsKey()).toBe(key);
    await expect(home.button("Write it down")).toBeHidden();
  },
);

story(
  "keys that are gone from a browser: locked until restored, or started over, which the other has to check",
  { tag: [slow.tag, narrowToo.tag] },
  async ({ ada, bo }) => {
    await areInTouch(ada, bo);
    await ada.goesHome();
    const words = await ada.readsRecoveryWords();
    await ada.confirmsRecoveryWords(words);
    await bo.goesHome();
    const keyOfBo = await bo.makesPrivateKey();
    await bo.goesToTalk("Ada");

    await ada.losesKeys();
    await ada.opens("/home");
    await expect(ada.card.getByRole("heading", { name: "Your keys are not in this browser" })).toBeVisible();
    await isAccessibleInBothLooks(ada.page, "keys elsewhere");
    await ada.goesToTalk("Bo");
    await expect(ada.page.getByText("This browser has no keys for this conversation.")).toBeVisible();
    await expect(ada.timeline.getByText("This browser has no key for this message.")).toBeVisible();
    await expect(ada.composer).toBeHidden();
    await isAccessibleInBothLooks(ada.page, "locked conversation");
    await ada.button("Restore with the recovery phrase").click();
    await ada.restores(words);
    await ada.isReadyWith("Bo");
    await ada.sees("Knock, knock", { by: "Bo" });
    await ada.writes("There you are again");
    await bo.sees("There you are again", { by: "Ada" });

    await ada.losesKeys();
    await ada.opens("/home");
    await ada.button("Start over…").click();
    await ada.button("Start over").click();
    await expect(ada.button("Make my private key").first()).toBeVisible();
    await ada.writesPrivatelyTo(keyOfBo, "Bo");
    await ada.writes("It is me, with a new key");
    await ada.sees("It is me, with a new key", { confirmed: true });

    await expect(bo.page.getByRole("heading", { name: "Ada's key has changed" })).toBeVisible();
    await expect(bo.composer).toBeHidden();
    await expect(
      bo.timeline.getByText("This message comes from another identity than the one you know."),
    ).toBeVisible();
    const [before, now] = await bo.page.getByRole("definition").allTextContents();
    expect(before).not.toBe(now);
    await isAccessibleInBothLooks(bo.page, "changed key");
    await bo.button("Not now").click();
    await expect(bo.page.getByText("Nothing is sent until you have checked Ada's new key.")).toBeVisible();
    await expect(bo.composer).toBeHidden();
    await bo.button("Look at it").click();
    await bo.button("I checked: trust the new key").click();
    await bo.isReadyWith("Ada");
    await bo.sees("It is me, with a new key", { by: "Ada" });
    await bo.sees("Knock, knock", { by: "Bo" });
    await bo.writes("I rang you, so I believe it");
    await ada.sees("I rang you, so I believe it", { by: "Bo" });
    expect(await bo.readsFingerprint()).toBe(now);
  },
);
