import { expect } from "@playwright/test";
import { narrowToo, story, touchOnly } from "./harness/story.ts";

story("a new channel is in everyone's list at once, and so is its new name", narrowToo, async ({ ada, bo, cleo }) => {
  await ada.enters();
  await bo.enters();
  await cleo.enters();
  await ada.makesChannel("tea & cake");
  for (const person of [bo, cleo]) {
    await person.opensSidebar();
    await expect(person.link("tea & cake")).toBeVisible();
  }
  await ada.page.getByRole("button", { name: "Channel options" }).click();
  await ada.page.getByRole("menuitem", { name: "Edit channel…" }).click();
  const dialog = ada.page.getByRole("dialog", { name: "Edit channel" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("tea and scones");
  await dialog.getByRole("button", { name: "Save" }).click();
  for (const person of [bo, cleo]) await expect(person.link("tea and scones")).toBeVisible();
  await bo.link("tea and scones").click();
  await bo.isReadyIn("tea and scones");
});

story("the list shows how many people are in each channel now", async ({ ada, bo, cleo }) => {
  await ada.enters();
  await expect(ada.link("general")).toHaveAccessibleName(/1 person here now/);
  await bo.enters();
  await expect(ada.link("general")).toHaveAccessibleName(/2 people here now/);
  await cleo.enters();
  await cleo.makesChannel("quiet corner");
  await expect(ada.link("quiet corner")).toHaveAccessibleName(/1 person here now/);
  await expect(ada.link("general")).toHaveAccessibleName(/2 people here now/);
  await bo.context.close();
  await expect(ada.link("general")).toHaveAccessibleName(/1 person here now/);
});

story(
  "CH-2 a name that looks taken is refused in place, with the channel that has it to join",
  narrowToo,
  async ({ ada, bo }) => {
    await ada.enters();
    await ada.makesChannel("Garden");
    await ada.writes("Roses first");
    await bo.enters();
    await bo.asksForChannel("gаrden");
    const dialog = bo.page.getByRole("dialog", { name: "New channel" });
    await expect(dialog.getByText(/^There is a channel #.+ already/)).toBeVisible();
    await dialog.getByRole("button", { name: "Join #Garden" }).click();
    await bo.isReadyIn("Garden");
    await bo.sees("Roses first", { by: "Ada" });
  },
);

story("a channel's address can be shared, and survives the name step", narrowToo, async ({ ada, bo }) => {
  await ada.enters();
  await ada.makesChannel("meeting room");
  await ada.writes("You found it");
  const { pathname } = new URL(ada.page.url());
  expect(pathname).toMatch(/^\/c\/[0-9a-z]{12}\/meeting-room$/);
  await bo.opens(pathname);
  await bo.names();
  await bo.isReadyIn("meeting room");
  await bo.sees("You found it", { by: "Ada" });
  expect(new URL(bo.page.url()).pathname).toBe(pathname);
});

story(
  "home shows every channel with what it is about and how alive it is, finds one, and makes one",
  narrowToo,
  async ({ ada, bo }) => {
    await ada.enters();
    await ada.makesChannel("astronomy");
    await ada.writes("Look up");
    await bo.enters();
    await bo.opensSidebar();
    await bo.page.getByRole("link", { name: "The Reading Room, home" }).first().click();
    const main = bo.page.getByRole("main");
    const astronomy = main.getByRole("link", { name: /astronomy/ });
    await expect(astronomy).toContainText("1 here");
    await expect(main.getByRole("link", { name: /general/ })).toBeVisible();
    await main.getByRole("searchbox", { name: "Find a channel" }).fill("astro");
    await expect(main.getByRole("link", { name: /general/ })).toBeHidden();
    await main.getByRole("searchbox", { name: "Find a channel" }).fill("geology");
    await main.getByRole("button", { name: "Create #geology" }).click();
    await bo.page.getByRole("dialog", { name: "New channel" }).getByRole("button", { name: "Create channel" }).click();
    await bo.isReadyIn("geology");
  },
);

story("what one wrote oneself is never unread, though it went out after one left the channel", async ({ ada, bo }) => {
  await ada.enters();
  await ada.makesChannel("attic");
  await ada.makesChannel("garden");
  await bo.enters();
  await ada.picks("general");
  await ada.isReadyIn("general");
  await ada.goesOffline();
  await ada.writes("said without a connection");
  await ada.picks("garden");
  await ada.comesBack();
  await bo.sees("said without a connection", { by: "Ada" });
  // What comes later is told later: once this is unread, so would the other be.
  await bo.enters("attic");
  await bo.writes("news");
  await expect(ada.link("attic")).toHaveAccessibleName(/unread/);
  await expect(ada.link("general")).not.toHaveAccessibleName(/unread/);
  await expect(ada.page).toHaveTitle(/^\(1\) garden/);
});

story("back and forward walk through the channels one was in", async ({ ada }) => {
  await ada.enters();
  await ada.makesChannel("first");
  await ada.makesChannel("second");
  await ada.page.goBack();
  await ada.isReadyIn("first");
  await ada.page.goBack();
  await ada.isReadyIn("general");
  await ada.page.goForward();
  await ada.isReadyIn("first");
});

story("an empty channel says who made it and what to do, with the composer ready", narrowToo, async ({ ada, bo }) => {
  await ada.enters();
  await ada.makesChannel("brand new");
  await expect(ada.timeline).toContainText("You made this channel");
  // The server of a story listens on the loopback, so there is no link for others (share.story.ts).
  await expect(ada.timeline).toContainText("Say the first word.");
  if (!ada.isNarrow) await expect(ada.composer).toBeFocused();
  await ada.picks("general");
  await ada.isReadyIn("general");
  await ada.context.close();
  await bo.enters("brand new");
  await expect(bo.timeline).toContainText("Ada made this channel");
});

story("a long list of channels stays where it was scrolled to when one is chosen", async ({ ada }) => {
  await ada.enters();
  await ada.asks(
    "channel.create",
    Array.from({ length: 60 }, (_, at) => ({ name: `room ${at + 1}` })),
  );
  await ada.link("room 55").scrollIntoViewIfNeeded();
  const list = ada.channels.getByRole("list").locator("..");
  const scrolled = await list.evaluate((box) => {
    box.dataset["isTheSame"] = "yes";
    return box.scrollTop;
  });
  expect(scrolled).toBeGreaterThan(500);
  await ada.picks("room 55");
  await ada.isReadyIn("room 55");
  await expect(list).toHaveAttribute("data-is-the-same", "yes");
  expect(await list.evaluate((box) => box.scrollTop)).toBe(scrolled);
  await expect(ada.composer).toBeFocused();
});

story("Back closes the drawer, and a channel picked in it is one step", touchOnly, async ({ ada }) => {
  await ada.enters();
  await ada.makesChannel("garden");
  await ada.opensSidebar();
  await ada.page.goBack();
  await expect(ada.channels).toBeHidden();
  await ada.isReadyIn("garden");
  await ada.picks("general");
  await ada.isReadyIn("general");
  await ada.page.goBack();
  await ada.isReadyIn("garden");
});

story("Back right after the drawer came closes it, and nothing else", touchOnly, async ({ ada }) => {
  await ada.enters();
  await ada.makesChannel("garden");
  // Quicker than a frame, as a busy phone makes it.
  await ada.page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        new MutationObserver((_changes, watch) => {
          if (!document.querySelector("dialog[open]")) return;
          watch.disconnect();
          addEventListener("popstate", () => resolve(), { once: true });
          history.back();
        }).observe(document, { attributeFilter: ["open"], subtree: true });
        document.querySelector<HTMLElement>("header button[aria-label='Channels and people']")?.click();
      }),
  );
  await expect(ada.channels).toBeHidden();
  await ada.isReadyIn("garden");
});

story("a link to a channel that cannot be one leads to the default channel, with a word", async ({ ada }) => {
  await ada.enters();
  await ada.makesChannel("garden");
  await ada.opens("/c/nonsense/at-all");
  await ada.isReadyIn("general");
  await expect(ada.page.getByText("That channel is no longer here. This is #general.")).toBeVisible();
});
