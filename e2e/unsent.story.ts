import { expect } from "@playwright/test";
import { narrowToo, slow, story } from "./harness/story.ts";

story(
  "CH-9 CH-10 what was written to a channel that was archived meanwhile can be sent elsewhere, and the archiving undone",
  { tag: [slow.tag, narrowToo.tag] },
  async ({ ada, bo }) => {
    await ada.enters();
    await ada.makesChannel("planning");
    await bo.enters("planning");
    bo.wire.cut();
    await expect(bo.banner).toBeVisible();
    await bo.writes("sent without a connection");
    await bo.composer.fill("half a thought");

    await ada.page.getByRole("button", { name: "Channel options" }).click();
    await ada.page.getByRole("menuitem", { name: "Archive channel…" }).click();
    await ada.page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
    await expect(ada.page.getByText("You archived #planning.")).toBeVisible();

    bo.wire.mend();
    await bo.isReadyIn("general");
    await expect(bo.page.getByText("#planning was archived by Ada. This is #general.")).toBeVisible();
    await bo.page.reload();
    await bo.isReadyIn("general");
    await bo.opensSidebar();
    await bo.page.getByRole("button", { name: "Not sent (2)" }).click();
    const dialog = bo.page.getByRole("dialog", { name: "Not sent" });
    const message = dialog.getByRole("listitem", { name: /#planning Message · archived by Ada/ });
    await expect(message).toContainText("sent without a connection");
    await message.getByRole("button", { name: "Discard" }).click();
    await expect(message.getByRole("button", { name: "Discard for good" })).toBeFocused();
    await message.getByRole("button", { name: "Cancel" }).click();
    await expect(message.getByRole("button", { name: "Discard" })).toBeFocused();
    const draft = dialog.getByRole("listitem", { name: /#planning Draft · archived by Ada/ });
    await expect(draft).toContainText("half a thought");
    await draft.getByRole("button", { name: "Send elsewhere…" }).click();
    await draft.getByLabel("Move it to").selectOption("#general");
    await draft.getByRole("button", { name: "Move" }).click();
    await expect(bo.composer).toHaveValue("half a thought");

    await ada.page.getByRole("button", { name: "Undo" }).click();
    await ada.isReadyIn("planning");
    // The refused message is back where it belongs, to be sent from there.
    await bo.picks("planning");
    await bo.isReadyIn("planning");
    await bo.page.getByRole("button", { name: "Retry" }).click();
    await ada.sees("sent without a connection", { by: "Bo" });
    await bo.opensSidebar();
    await expect(bo.page.getByRole("button", { name: /^Not sent/ })).toBeHidden();
  },
);
