import { expect } from "@playwright/test";
import { narrowToo, story } from "./harness/story.ts";

story(
  "a link that works on this computer only is not offered, and can be copied where browsers give no clipboard",
  narrowToo,
  async ({ ada }) => {
    // As over plain HTTP.
    await ada.page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await ada.enters();
    // The server of a story listens on the loopback alone.
    await expect(ada.timeline.getByText("Say the first word.")).toBeVisible();
    await expect(ada.timeline.getByRole("button", { name: "Copy link" })).toHaveCount(0);

    if (ada.isNarrow) {
      await ada.page.getByRole("button", { name: "Channel options" }).click();
      await ada.page.getByRole("menuitem", { name: "Copy link" }).click();
    } else await ada.page.getByRole("button", { name: "Copy link" }).click();
    await expect(ada.page.getByText("Link copied. It works on this computer only.")).toBeVisible();
    await ada.composer.focus();
    await ada.page.keyboard.press("Control+V");
    await expect(ada.composer).toHaveValue(/^http:\/\/localhost:\d+\/c\/[0-9a-z]{12}\/general$/);
  },
);
