import { expect } from "@playwright/test";
import { Confidant } from "./harness/confidant.ts";
import { Planted } from "./harness/planted.ts";
import { story } from "./harness/private-story.ts";
import { Profile } from "./harness/profile.ts";
import { standsNowhere } from "./harness/stands-nowhere.ts";
import { narrowToo } from "./harness/story.ts";
import { Tap } from "./harness/tap.ts";
import { Wire } from "./harness/wire.ts";

story(
  "two people talk privately by a key handed over out of band, and nothing of it is anywhere else",
  narrowToo,
  async ({ bo, parlor, playwright, contextOptions, launchOptions }) => {
    const secrets = new Planted();
    const wire = await Wire.to(parlor);
    const profile = await Profile.fresh({ playwright, contextOptions, launchOptions }, wire);
    const tap = await Tap.on(bo.context, bo.wire);
    const taps = [tap];
    const opensBrowser = async (): Promise<Confidant> => {
      const ada = new Confidant(await profile.open(), "Ada", wire);
      taps.push(await Tap.on(ada.context, wire));
      return ada;
    };
    let ada = await opensBrowser();
    /** What goes to the conversation, and must be read by the other. */
    const tell = async (writer: Confidant, reader: Confidant, text: string): Promise<void> => {
      await writer.writes(secrets.plant(text));
      await reader.sees(text, { by: writer.name });
    };

    await ada.enters();
    const key = secrets.plant(await ada.makesPrivateKey());
    expect(key).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    secrets.plant(key.replaceAll("-", ""));
    secrets.plant(await ada.readsRecoveryWords());
    await ada.button("Later").click();
    await ada.picksOfKey("Change its label…");
    await ada.dialog.getByRole("textbox", { name: "Label" }).fill(secrets.plant("for the reading circle"));
    await ada.button("Save").click();
    await expect(ada.key("for the reading circle")).toBeVisible();
    await profile.close();

    await bo.enters();
    await bo.writes("said in front of everybody");
    await bo.tries(key.replace(/..$/, (last) => (last === "00" ? "11" : "00")));
    await expect(bo.dialog.getByText("There is a typing error in this key.")).toBeVisible();
    await bo.tries(key.slice(0, -5));
    await expect(bo.dialog.getByText("A private key has 28 characters; this has 24.")).toBeVisible();
    expect(tap.frames.filter((text) => text.includes("private.find"))).toEqual([]);
    await bo.writesPrivatelyTo(key.toLowerCase().replaceAll("-", " "), "Ada");
    await expect(bo.page.getByText("Ada has not answered yet.")).toBeVisible();
    const asked = ["Is this the reading circle’s Ada?", 'Zoë "the fox" said so', "πάντα ῥεῖ 🦊 everything flows"];
    for (const text of asked) await bo.writes(secrets.plant(text));
    await bo.sees(asked[2] ?? "", { confirmed: true });

    ada = await opensBrowser();
    await ada.opens();
    await ada.isReadyIn("general");
    await ada.opensSidebar();
    await expect(ada.talk("Bo")).toHaveAccessibleName(/wants to write to you.*3 unread messages/);
    await ada.goesToTalk("Bo");
    await expect(ada.page.getByRole("heading", { name: "Bo wants to write to you" })).toBeVisible();
    await expect(ada.page.getByText("They used your key “for the reading circle”.")).toBeVisible();
    await expect.poll(() => ada.texts()).toEqual(asked);
    await bo.composer.pressSequentially("Hm");
    await tell(bo, ada, "A fourth one while she looks at it");
    const id = bo.talkId;
    expect(taps.at(-1)?.frames.filter((text) => text.includes("presence.typing") && text.includes(id))).toEqual([]);
    await ada.button("Accept").click();
    await ada.isReadyWith("Bo");
    await expect(bo.page.getByText("Ada has not answered yet.")).toBeHidden();

    await tell(ada, bo, "Yes, it is me: chapter seven tonight");
    await bo.composer.pressSequentially("W");
    await expect(ada.page.getByText("Bo is typing…")).toBeVisible();
    await tell(bo, ada, "With the whole footnotes?");
    await ada.goesHome();
    for (const text of ["Nobody reads footnotes.", "Not one in a hundred.", "Except for the ones by Gibbon."])
      await bo.writes(secrets.plant(text));
    await ada.opensSidebar();
    await expect(ada.talk("Bo")).toHaveAccessibleName(/, 3 unread messages$/);
    await expect(ada.page).toHaveTitle(/^\(3\)/);
    await ada.goesToTalk("Bo");
    await expect(ada.timeline.getByText("New", { exact: true })).toBeVisible();
    await ada.sees("Except for the ones by Gibbon.", { by: "Bo" });
    await expect(ada.page).not.toHaveTitle(/^\(/);

    await bo.goesOffline();
    const outbox = ["written in the tunnel 1", "written in the tunnel 2", "written in the tunnel 3"];
    for (const text of outbox) await bo.writes(secrets.plant(text));
    await ada.writes(secrets.plant("meanwhile, above ground"));
    await ada.sees("meanwhile, above ground", { confirmed: true });
    await bo.comesBack();
    const order = ["meanwhile, above ground", ...outbox];
    for (const each of [ada, bo]) await expect.poll(async () => (await each.texts()).slice(-4)).toEqual(order);

    await profile.close();
    await bo.writes(secrets.plant("Sleep well, see you on Thursday"));
    await bo.sees("Sleep well, see you on Thursday", { confirmed: true });
    ada = await opensBrowser();
    await ada.opens();
    await ada.isReadyWith("Bo");
    const remarked = await ada.noticesTroubles();
    await ada.sees("Sleep well, see you on Thursday", { by: "Bo" });
    await tell(ada, bo, "I was asleep already");
    await tell(bo, ada, `${"A long one, to be over with it. ".repeat(40)}Good night.`);
    expect(await remarked()).toEqual([]);

    expect(secrets.count).toBeGreaterThanOrEqual(20);
    await standsNowhere(secrets, { parlor, taps, control: "said in front of everybody" });
    await profile.clear();
    await wire.close();
  },
);
