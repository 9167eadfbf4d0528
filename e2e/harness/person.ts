import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import type { Wire } from "./wire.ts";

/** One message as it stands on the screen. */
export interface Shown {
  /** Its number in the channel; undefined while it is not confirmed. */
  seq: number | undefined;
  /** Undefined at the top, where the row that opens its author's run is not drawn. */
  by: string | undefined;
  text: string;
  pending: boolean;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Somebody at a browser, who does and sees things. All looking waits until it is so. */
export class Person {
  readonly page: Page;
  readonly wire: Wire;
  name: string;

  constructor(page: Page, name: string, wire: Wire) {
    this.page = page;
    this.name = name;
    this.wire = wire;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  get isNarrow(): boolean {
    return (this.page.viewportSize()?.width ?? 0) < 600;
  }

  get nameField(): Locator {
    return this.page.getByRole("textbox", { name: "What should people call you?" });
  }

  get composer(): Locator {
    return this.page.getByRole("textbox", { name: /^Message #/ });
  }

  get timeline(): Locator {
    return this.page.getByRole("log");
  }

  get channels(): Locator {
    return this.page.getByRole("navigation", { name: "Channels" });
  }

  get banner(): Locator {
    return this.page.getByText("Reconnecting… your messages will be delivered");
  }

  get account(): Locator {
    return this.page.getByRole("banner").getByRole("button", { name: `${this.name}: your name and settings` });
  }

  async opens(path = "/"): Promise<void> {
    await this.page.goto(path);
  }

  /** Answers the first question and presses Enter. */
  async names(name = this.name): Promise<void> {
    await this.nameField.fill(name);
    await this.nameField.press("Enter");
  }

  /** Comes in, with a name if need be, and goes to a channel. */
  async enters(channel = "general"): Promise<void> {
    if (this.page.url() === "about:blank") await this.opens();
    await expect(this.nameField.or(this.composer)).toBeVisible();
    if (await this.nameField.isVisible()) await this.names();
    await expect(this.composer).toBeVisible();
    if (!(await this.composerOf(channel).isVisible())) await this.picks(channel);
    await this.isReadyIn(channel);
  }

  private composerOf(channel: string): Locator {
    return this.page.getByRole("textbox", { name: `Message #${channel}`, exact: true });
  }

  async isReadyIn(channel: string): Promise<void> {
    await expect(this.composerOf(channel)).toBeVisible();
    await expect(this.page.getByRole("heading", { level: 1, name: channel })).toBeVisible();
    await expect(this.timeline).toBeVisible();
  }

  async picks(channel: string): Promise<void> {
    await this.opensSidebar();
    await this.link(channel).click();
  }

  /** On a narrow screen the list is behind a button. */
  async opensSidebar(): Promise<void> {
    if (this.isNarrow && !(await this.channels.isVisible())) {
      await this.page.getByRole("button", { name: "Channels and people" }).click();
    }
    await expect(this.channels).toBeVisible();
  }

  /** A channel's line in the list. */
  link(channel: string): Locator {
    return this.channels.getByRole("link", { name: new RegExp(`^${escaped(channel)}( ?,|$)`) });
  }

  /** Types and sends, as one does on this kind of screen. */
  async writes(text: string): Promise<void> {
    await this.composer.fill(text);
    if (this.isNarrow) await this.page.getByRole("button", { name: "Send message" }).tap();
    else await this.composer.press("Enter");
    await expect(this.composer).toHaveValue("");
  }

  /** Waits until a message stands on the screen; with `by`, under that name; `confirmed`, once the server has it. */
  async sees(
    text: string,
    { by, confirmed, timeout }: { by?: string; confirmed?: boolean; timeout?: number } = {},
  ): Promise<void> {
    const wanted = {
      text,
      ...(by !== undefined && { by }),
      ...(confirmed && { pending: false, seq: expect.any(Number) }),
    };
    await expect
      .poll(() => this.shown(), {
        message: `${this.name} sees “${text.slice(0, 60)}”`,
        ...(timeout !== undefined && { timeout }),
      })
      .toContainEqual(expect.objectContaining(wanted));
  }

  async doesNotSee(text: string): Promise<void> {
    expect((await this.shown()).map((message) => message.text)).not.toContain(text);
  }

  /** Every message on the screen, from the top down. */
  async shown(): Promise<Shown[]> {
    return this.timeline.evaluate((log) => {
      const rows = Array.from(log.querySelectorAll<HTMLElement>("[data-seq], [data-pending]"));
      const top = (row: HTMLElement): number => row.getBoundingClientRect().top;
      let by: string | undefined;
      return rows
        .sort((one, other) => top(one) - top(other))
        .map((row) => {
          by = row.dataset["opens"] === undefined ? by : (row.querySelector("span[dir]")?.textContent ?? "");
          const { seq, pending } = row.dataset;
          const text = row.querySelector("p[dir]")?.textContent ?? "";
          return { seq: seq === undefined ? undefined : Number(seq), by, text, pending: pending !== undefined };
        });
    });
  }

  /** The texts of everything on the screen that starts like this, in order. */
  async texts(startingWith = ""): Promise<string[]> {
    return (await this.shown()).map(({ text }) => text).filter((text) => text.startsWith(startingWith));
  }

  async makesChannel(name: string): Promise<void> {
    await this.asksForChannel(name);
    await this.isReadyIn(name);
  }

  /** Fills in the dialog for a new channel and confirms; what comes of it is for the story to see. */
  async asksForChannel(name: string): Promise<void> {
    await this.opensSidebar();
    await this.page.getByRole("button", { name: "New channel" }).click();
    const dialog = this.page.getByRole("dialog", { name: "New channel" });
    await dialog.getByRole("textbox", { name: "Name" }).fill(name);
    await dialog.getByRole("button", { name: "Create channel" }).click();
  }

  /** Runs a command with each of these inputs as the page's own session would, for what takes too long by hand. */
  async asks(command: string, inputs: object[]): Promise<void> {
    const failed = await this.page.evaluate(
      async ([name, all]) => {
        const headers = { "content-type": "application/json" };
        for (const input of all) {
          const answer = await fetch(`/api/v1/${name}`, { method: "POST", headers, body: JSON.stringify(input) });
          if (!answer.ok) return answer.text();
        }
        return undefined;
      },
      [command, inputs] as const,
    );
    expect(failed, `answers to ${command}`).toBeUndefined();
  }

  async renamesTo(name: string): Promise<void> {
    await this.asksToBe(name);
    await expect(this.page.getByRole("dialog")).toBeHidden();
    this.name = name;
    await expect(this.account).toBeVisible();
  }

  async asksToBe(name: string): Promise<void> {
    await this.account.click();
    await this.page.getByRole("menuitem", { name: "Change your name…" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Change your name" });
    await dialog.getByRole("textbox", { name: "Your name" }).fill(name);
    await dialog.getByRole("button", { name: "Save" }).click();
  }

  /** Opens an entry of the name menu. */
  async picksOfAccount(entry: string): Promise<void> {
    await this.account.click();
    await this.page.getByRole("menuitem", { name: entry }).click();
  }

  /** How many messages wait in this browser's storage. */
  stored(): Promise<number> {
    return this.page.evaluate(async () => {
      const done = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.addEventListener("success", () => resolve(request.result));
          request.addEventListener("error", reject);
        });
      const database = await done(indexedDB.open("parlor-outbox"));
      const count = await done(database.transaction("outgoing").objectStore("outgoing").count());
      database.close();
      return count;
    });
  }

  async goesOffline(): Promise<void> {
    this.wire.cut();
    await this.context.setOffline(true);
  }

  async comesBack(): Promise<void> {
    this.wire.mend();
    await this.context.setOffline(false);
  }

  async reloads(): Promise<void> {
    await this.page.reload();
  }

  /** The same person in one more tab of the same browser. */
  async opensAnotherTab(path = "/"): Promise<Person> {
    const tab = new Person(await this.context.newPage(), this.name, this.wire);
    await tab.opens(path);
    return tab;
  }

  /** Nothing on the screen is wider than the screen. */
  async seesNoSidewaysScroll(): Promise<void> {
    const beyond = await this.page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      const logs = Array.from(document.querySelectorAll("[role=log]"));
      return document.documentElement.scrollWidth > width || logs.some((log) => log.scrollWidth > log.clientWidth);
    });
    expect(beyond, "nothing scrolls sideways").toBe(false);
  }
}
