import { expect } from "@playwright/test";
import { isAccessibleInBothLooks } from "./harness/accessible.ts";
import { narrowToo, story } from "./harness/story.ts";
import { WebProxy } from "./harness/web-proxy.ts";

story.describe("a server that is set up for another address", () => {
  story.use({ settings: { PUBLIC_URL: "https://chat.example.org" } });

  story("says so, and names the right one, with the channel that was asked for", narrowToo, async ({ ada }) => {
    await ada.opens("/c/0123456789ab/garden");
    const { page } = ada;
    await expect(page.getByRole("heading", { name: "Parlor is at another address" })).toBeVisible();
    await expect(page.getByText(`This page was opened at ${ada.wire.url}`)).toBeVisible();
    const link = page.getByRole("link", { name: "Go to chat.example.org" });
    await expect(link).toHaveAttribute("href", "https://chat.example.org/c/0123456789ab/garden");
    await expect(ada.nameField).toBeHidden();
    await expect(ada.banner).toBeHidden();
    await isAccessibleInBothLooks(page, "another address");
  });

  story("keeps the private key that came with a link", async ({ ada }) => {
    await ada.opens("/#k=some-key");
    const link = ada.page.getByRole("link", { name: "Go to chat.example.org" });
    await expect(link).toHaveAttribute("href", "https://chat.example.org/#k=some-key");
  });
});

story("a page that was in touch learns that the server's address has changed", async ({ ada, parlor }) => {
  await ada.enters();
  await ada.writes("here");
  await parlor.stop();
  await parlor.start({ PUBLIC_URL: "http://chat.example.org:8080" });
  const link = ada.page.getByRole("link", { name: "Go to chat.example.org:8080" });
  await expect(link).toHaveAttribute("href", /^http:\/\/chat\.example\.org:8080\/c\//, { timeout: 15_000 });
});

story("a server that knows no address of its own says which setting is missing", async ({ ada, parlor }) => {
  const proxy = await WebProxy.started(parlor.url, { renames: true });
  await ada.page.goto(proxy.url);
  await expect(ada.page.getByRole("heading", { name: "Parlor is not set up for this address" })).toBeVisible();
  await expect(ada.page.getByText(`PUBLIC_URL=${proxy.url}`)).toBeVisible();
  await isAccessibleInBothLooks(ada.page, "an unknown address");
  await proxy.close();
});
