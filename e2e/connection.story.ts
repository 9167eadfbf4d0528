import { expect } from "@playwright/test";
import { narrowToo, slow, story } from "./harness/story.ts";
import { walkedThrough } from "./harness/walked-through.ts";

story(
  "offline: a banner says so after 2 s, what is written waits, and goes out once, in order, on return",
  narrowToo,
  async ({ ada, bo }) => {
    await ada.enters();
    await bo.enters();
    await ada.writes("before");
    await bo.sees("before");
    await ada.goesOffline();
    await expect(ada.banner).toBeVisible();
    await expect(ada.page.getByRole("button", { name: "Retry now" })).toBeVisible();
    for (const text of ["waiting 1", "waiting 2", "waiting 3"]) await ada.writes(text);
    await expect(ada.composer).toBeEnabled();
    await bo.writes("meanwhile");
    expect(await ada.texts("waiting")).toEqual(["waiting 1", "waiting 2", "waiting 3"]);
    await ada.comesBack();
    await expect(ada.banner).toBeHidden();
    await ada.sees("meanwhile", { by: "Bo" });
    await ada.sees("waiting 3", { confirmed: true });
    const order = ["before", "meanwhile", "waiting 1", "waiting 2", "waiting 3"];
    await expect.poll(() => bo.texts()).toEqual(order);
    await expect.poll(() => ada.texts()).toEqual(order);
  },
);

story(
  "a browser that knows it is offline says so after 2 s, though its socket is only silent, and is back at once",
  narrowToo,
  async ({ ada, bo }) => {
    await ada.enters();
    await bo.enters();
    await ada.context.setOffline(true);
    await expect(ada.banner).toBeVisible({ timeout: 3_500 });
    await ada.writes("from the tunnel");
    await bo.writes("outside");
    await bo.doesNotSee("from the tunnel");
    await ada.context.setOffline(false);
    await ada.sees("outside", { by: "Bo", timeout: 2_000 });
    await bo.sees("from the tunnel", { by: "Ada" });
    await expect(ada.banner).toBeHidden();
  },
);

story("a short interruption shows no banner", async ({ ada }) => {
  await ada.enters();
  await ada.page.evaluate(() => {
    new MutationObserver(() => {
      if (document.body.textContent?.includes("Reconnecting…")) document.body.dataset["sawBanner"] = "yes";
    }).observe(document.body, { childList: true, subtree: true });
  });
  ada.wire.cut();
  ada.wire.mend();
  // A client told that the network is back tries at once, instead of after a wait of random length.
  await ada.page.evaluate(() => dispatchEvent(new Event("online")));
  await ada.writes("still here");
  await ada.sees("still here", { confirmed: true });
  await expect(ada.page.locator("body")).not.toHaveAttribute("data-saw-banner");
});

story("CLI-1 what was written offline survives the closing of the tab and goes out once", async ({ ada, bo }) => {
  await ada.enters();
  await bo.enters();
  await ada.goesOffline();
  await ada.writes("kept for later");
  await ada.writes("and this too");
  // A page that goes in the very moment of Enter takes with it what is not on disk yet.
  await expect.poll(() => ada.stored()).toBe(2);
  await ada.page.close();
  await ada.comesBack();
  const tab = await ada.opensAnotherTab();
  await tab.sees("and this too", { confirmed: true });
  await expect.poll(() => bo.texts()).toEqual(["kept for later", "and this too"]);
});

story(
  "MSG-7 the server is killed amid 100 sends and started again: everything is there once, in order, in both browsers",
  slow,
  async ({ ada, bo, parlor }) => {
    story.setTimeout(90_000);
    await ada.enters();
    await bo.enters();
    await ada.writes("message 0");
    await bo.sees("message 0");
    const all = Array.from({ length: 101 }, (_, at) => `message ${at}`);
    let isWritten = false;
    const writing = (async () => {
      for (const text of all.slice(1)) await ada.writes(text);
      isWritten = true;
    })();
    // Not one of them in particular: on a fast machine it is out of sight before the next look.
    const newest = async () => Number((await bo.texts("message ")).at(-1)?.slice("message ".length));
    await expect.poll(newest, { timeout: 30_000, intervals: [50] }).toBeGreaterThanOrEqual(20);
    await parlor.kill();
    expect(isWritten).toBe(false);
    await parlor.start();
    await writing;
    await ada.sees("message 100", { confirmed: true, timeout: 15_000 });
    await bo.sees("message 100");
    for (const person of [ada, bo]) {
      await expect(person.banner).toBeHidden();
      expect(await walkedThrough(person)).toEqual(all);
    }
  },
);

story("three people: who was away finds what was missed, from both of the others", async ({ ada, bo, cleo }) => {
  for (const person of [ada, bo, cleo]) await person.enters();
  await cleo.goesOffline();
  await expect(cleo.banner).toBeVisible();
  await ada.writes("while you were out");
  await bo.writes("the kettle boiled");
  await cleo.comesBack();
  await cleo.sees("while you were out", { by: "Ada" });
  await cleo.sees("the kettle boiled", { by: "Bo" });
  await expect(cleo.banner).toBeHidden();
});

story("a server that cannot store a message says so under it, and gets it later", narrowToo, async ({ ada, bo }) => {
  let isFull = true;
  const full = { ok: false, error: { code: "storage_full", message: "no space left" } };
  await ada.page.routeWebSocket(/socket\.io/, (near) => {
    const far = near.connectToServer();
    near.onMessage((frame) => {
      const id = /^42(\d+)\["message\.send"/.exec(String(frame))?.[1];
      if (isFull && id !== undefined) near.send(`43${id}${JSON.stringify([full])}`);
      else far.send(frame);
    });
  });
  await ada.enters();
  await bo.enters();
  await ada.writes("thrown away");
  const reason = ada.timeline.getByText("Not sent yet: The server's disk is full.");
  await expect(reason).toBeVisible();
  await ada.timeline.getByRole("button", { name: "Discard" }).click();
  await expect(reason).toBeHidden();
  await ada.writes("kept");
  await expect(reason).toBeVisible();
  // Asked for while it is still full: freed before, its own next try could take the button away under the pointer.
  await ada.timeline.getByRole("button", { name: "Retry now" }).click();
  isFull = false;
  await ada.sees("kept", { confirmed: true });
  await expect(reason).toBeHidden();
  await bo.sees("kept");
  await bo.doesNotSee("thrown away");
});

story(
  "MSG-6 who missed too much reads the latest, is told so once, and finds the rest above",
  slow,
  async ({ ada, bo }) => {
    await ada.enters();
    await bo.enters();
    await ada.writes("before");
    await bo.sees("before");
    await bo.goesOffline();
    const channelId = new URL(ada.page.url()).pathname.split("/")[2];
    const clientId = (at: number): string => `0190f1d0-0000-7000-8000-${String(at).padStart(12, "0")}`;
    const many = Array.from({ length: 230 }, (_, at) => ({
      channelId,
      clientId: clientId(at),
      text: `line ${at + 1}`,
    }));
    await ada.asks("message.send", many);
    await bo.comesBack();
    await bo.sees("line 230");
    const line = bo.timeline.getByText("Reloaded from here");
    await expect
      .poll(async () => {
        await bo.timeline.evaluate((log) => log.scrollBy(0, -300));
        return line.isVisible();
      })
      .toBe(true);
    await expect(line.locator("..").locator("[data-seq]")).toContainText("line 131");
    const above = ["before", ...many.slice(0, 130).map(({ text }) => text)];
    expect((await walkedThrough(bo)).slice(0, above.length)).toEqual(above);
  },
);

story("where WebSocket is blocked, talking goes on over polling", async ({ ada, bo }) => {
  await ada.page.addInitScript(() => {
    class Blocked extends EventTarget {
      binaryType = "blob";
      onerror: ((event: Event) => void) | null = null;
      onclose: ((event: Event) => void) | null = null;
      constructor() {
        super();
        setTimeout(() => this.onerror?.(new Event("error")), 5);
      }
      close(): void {}
      send(): void {}
    }
    Object.assign(window, { WebSocket: Blocked });
  });
  await ada.enters();
  await bo.enters();
  await ada.writes("by post");
  await bo.sees("by post", { by: "Ada" });
  await bo.writes("received");
  await ada.sees("received", { by: "Bo" });
});

story("a dialog that was never loaded says so without a connection, and opens once there is one", async ({ ada }) => {
  await ada.enters();
  await expect(ada.page.getByRole("button", { name: "Make my private key" })).toBeVisible({ timeout: 15_000 });
  await ada.goesOffline();
  await ada.page.getByRole("button", { name: "New channel" }).click();
  await expect(ada.page.getByText("There is no connection. This opens when you are back online.")).toBeVisible();
  await ada.comesBack();
  await expect(ada.page.getByRole("dialog", { name: "New channel" })).toBeVisible();
});
