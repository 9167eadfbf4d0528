import { expect } from "@playwright/test";
import { narrowToo, story } from "./harness/story.ts";

story(
  "HOOK-1 HOOK-5 a webhook is made in a channel's menu, shown once, marked as a bot, and revoked by the owner",
  narrowToo,
  async ({ ada, bo, parlor }) => {
    await ada.enters();
    await ada.makesChannel("builds");
    await bo.enters("builds");

    await bo.page.getByRole("button", { name: "Channel options" }).click();
    await bo.page.getByRole("menuitem", { name: "Webhooks…" }).click();
    const dialog = bo.page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Name of the new webhook" }).fill("ada");
    await dialog.getByRole("button", { name: "Create webhook" }).click();
    await expect(dialog.getByText("“ada” is taken: it looks the same as “Ada”.")).toBeVisible();
    await dialog.getByRole("textbox", { name: "Name of the new webhook" }).fill("Build robot");
    await dialog.getByRole("button", { name: "Create webhook" }).click();
    const address = (await dialog.getByRole("status", { name: "Address" }).textContent()) ?? "";
    expect(address).toMatch(/\/hooks\/[\w-]{43}$/);
    await expect(dialog.getByText(`curl -d "Backup done" ${address}`)).toBeVisible();
    await dialog.getByRole("button", { name: "Done" }).click();

    const here = `${parlor.url}${new URL(address).pathname}`;
    expect((await fetch(here, { method: "POST", body: "Build 7 is green\n" })).status).toBe(200);
    for (const person of [ada, bo]) await person.sees("Build 7 is green", { by: "Build robot" });
    const row = ada.timeline.locator("[data-seq='1']");
    await expect(row.getByText("Bot", { exact: true })).toBeVisible();

    await ada.page.getByRole("button", { name: "Channel options" }).click();
    await ada.page.getByRole("menuitem", { name: "Webhooks…" }).click();
    const list = ada.page.getByRole("dialog", { name: "Webhooks of #builds" });
    await expect(list.getByRole("listitem")).toContainText("Made by Bo · last used");
    await expect(list).not.toContainText("/hooks/");
    await list.getByRole("button", { name: "Revoke Build robot" }).click();
    await list.getByRole("button", { name: "Revoke for good" }).click();
    await expect(list.getByRole("listitem")).toHaveCount(0);
    expect((await fetch(here, { method: "POST", body: "late" })).status).toBe(404);
  },
);
