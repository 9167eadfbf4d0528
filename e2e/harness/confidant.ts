import { expect, type Locator } from "@playwright/test";
import { Person } from "./person.ts";

/** What the dialog for a new private key is filled in with; a made one for everybody, for ever, unless something is said. */
export interface Wish {
  label?: string;
  phrase?: string;
  ends?: "Never" | "In a day" | "In a week" | "In a month";
  uses?: number;
}

/** Somebody who has private conversations too. Wherever they write, `writes`, `sees` and the rest mean the room that is open. */
export class Confidant extends Person {
  override get composer(): Locator {
    return this.page.getByRole("textbox", { name: /^Message / });
  }

  get talks(): Locator {
    return this.page.getByRole("navigation", { name: "Private", exact: true });
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog").filter({ visible: true });
  }

  /** The home page's card of keys. */
  get card(): Locator {
    return this.page.getByRole("region", { name: /private key|Private messages need HTTPS|keys are not in this/ });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  async goesHome(): Promise<void> {
    const home = this.page.getByRole("heading", { level: 1, name: "Home" });
    if (await home.isVisible()) return;
    await this.opensSidebar();
    await this.page.getByRole("link", { name: /, home$/ }).click();
    await expect(home).toBeVisible();
  }

  /** Makes the first key with one button, and puts the recovery phrase off. Answers with the key as it is shown. */
  async makesPrivateKey(): Promise<string> {
    await this.goesHome();
    await this.button("Make my private key").and(this.card.getByRole("button")).click();
    await this.button("Later").click();
    return this.readsKey();
  }

  /** Fills in the dialog for one more key, or for the first when it is not to be a usual one. */
  async asksForKey({ label, phrase, ends, uses }: Wish): Promise<void> {
    await this.goesHome();
    await this.button("New private key…").or(this.button("Choose my own…")).click();
    const kind = phrase === undefined ? /^Made for you/ : /^Choose my own/;
    await this.dialog.getByRole("radio", { name: kind }).check();
    if (phrase !== undefined) await this.dialog.getByRole("textbox", { name: "Your phrase" }).fill(phrase);
    if (label !== undefined) await this.dialog.getByRole("textbox", { name: /^Label/ }).fill(label);
    if (ends !== undefined) await this.dialog.getByRole("combobox", { name: "Ends" }).selectOption({ label: ends });
    if (uses !== undefined) await this.dialog.getByRole("textbox", { name: "For how many people" }).fill(String(uses));
    await this.button("Make the key").click();
    await expect(this.dialog.getByRole("heading", { name: "New private key" })).toBeHidden();
  }

  /** A key's part of the card; of the only key when it has no label. */
  key(label?: string): Locator {
    const all = this.card.getByRole("listitem");
    return label === undefined ? all.first() : all.filter({ has: this.page.getByText(label, { exact: true }) });
  }

  async readsKey(label?: string): Promise<string> {
    const key = this.key(label);
    await expect(key).toBeVisible();
    const title = key.getByRole("button", { expanded: false }).filter({ hasText: label ?? "Private key" });
    if (await title.isVisible()) await title.click();
    return (await key.getByRole("group", { name: "The key" }).textContent()) ?? "";
  }

  /** Opens one of the things that can be done with a key. */
  async picksOfKey(entry: string, label?: string): Promise<void> {
    await this.key(label)
      .getByRole("button", { name: /^Options of / })
      .click();
    await this.page.getByRole("menuitem", { name: entry }).click();
  }

  /** Opens the dialog of the recovery phrase and reads the twelve words. */
  async readsRecoveryWords(): Promise<string> {
    await this.button("Write it down").click();
    return this.readsWordsShown();
  }

  /** The twelve words of the dialog that is open. */
  async readsWordsShown(): Promise<string> {
    const words = this.dialog.getByRole("list", { name: "The twelve words" }).getByRole("listitem");
    await expect(words.last()).toHaveText(/^12[a-z]+$/);
    return (await words.allTextContents()).map((word) => word.replace(/^\d+/, "")).join(" ");
  }

  /** Says that the words are on paper, and proves it. */
  async confirmsRecoveryWords(words: string): Promise<void> {
    await this.button("I have written them down").click();
    for (const field of await this.dialog.getByRole("textbox").all()) {
      const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? "");
      await field.fill(words.split(" ")[Number(/\d+/.exec(label)?.[0]) - 1] ?? "");
    }
    await this.button("Confirm").click();
    await expect(this.dialog).toBeHidden();
  }

  /** Opens "New private message" and hands a key in. */
  async tries(key: string): Promise<void> {
    if (!(await this.keyField.isVisible())) {
      await this.opensSidebar();
      await this.button("New private message").click();
    }
    await this.keyField.fill(key);
    await this.button("Find").click();
  }

  get keyField(): Locator {
    return this.dialog.getByRole("textbox", { name: "Private key" });
  }

  /** Gets through to a key's owner, and into the conversation with them. */
  async writesPrivatelyTo(key: string, owner: string): Promise<void> {
    await this.tries(key);
    await this.button(`Write to ${owner}`).click();
    await expect(this.button(`Write to ${owner}`)).toBeHidden();
    await this.isReadyWith(owner);
  }

  async isReadyWith(name: string): Promise<void> {
    await expect(this.page.getByRole("textbox", { name: `Message ${name}`, exact: true })).toBeVisible();
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(this.timeline).toBeVisible();
  }

  /** A conversation's line in the list. */
  talk(name: string): Locator {
    return this.talks.getByRole("link", { name: new RegExp(`^${name}( ?,|$)`) });
  }

  async goesToTalk(name: string): Promise<void> {
    await this.opensSidebar();
    await this.talk(name).click();
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
  }

  async accepts(name: string): Promise<void> {
    await this.goesToTalk(name);
    await this.button("Accept").click();
    await this.isReadyWith(name);
  }

  /** The id of the conversation that is open. */
  get talkId(): string {
    return new URL(this.page.url()).pathname.split("/")[2] ?? "";
  }

  /** Writes all of this as fast as the page takes it. */
  async writesAtOnce(texts: string[]): Promise<void> {
    await this.composer.evaluate(async (field: HTMLTextAreaElement, all) => {
      for (const text of all) {
        field.value = text;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
        // Drawn in between, as it is between two keys.
        await new Promise(requestAnimationFrame);
        if (field.value !== "") throw new Error(`${text} was not taken`);
      }
    }, texts);
  }

  /** From now on every remark about a message that is missing, in the wrong place or shut is remembered; answers how to read them. */
  async noticesTroubles(): Promise<() => Promise<string[]>> {
    await this.timeline.evaluate((log) => {
      const remarks =
        /are missing: the server|a second time|in the wrong place|an older state|cannot be opened|no key for this message|from another identity|has a newer format/g;
      const seen = new Set<string>();
      const look = (): void => {
        for (const [remark] of (log.textContent ?? "").matchAll(remarks)) seen.add(remark);
        log.dataset["remarks"] = JSON.stringify([...seen]);
      };
      look();
      new MutationObserver(look).observe(log, { childList: true, subtree: true, characterData: true });
    });
    return () => this.timeline.evaluate((log) => JSON.parse(log.dataset["remarks"] ?? "[]"));
  }

  /** Loses what this browser keeps of keys, as when its storage is cleared in part; the session stays. */
  async losesKeys(): Promise<void> {
    // A page that holds the database open would stand in the way.
    await this.opens("/api/v1/openapi.json");
    await this.page.evaluate(async () => {
      for (const { name } of await indexedDB.databases()) {
        if (!name?.startsWith("parlor-keys-")) continue;
        await new Promise((resolve, reject) => {
          const request = indexedDB.deleteDatabase(name);
          request.addEventListener("success", resolve);
          for (const failure of ["error", "blocked"]) request.addEventListener(failure, reject);
        });
      }
    });
  }

  /** The fingerprint of whom the open conversation is with, as its details have it. */
  async readsFingerprint(): Promise<string> {
    await this.page.getByRole("button", { name: /About this private conversation$/ }).click();
    const theirs = this.dialog.getByRole("definition").first();
    await expect(theirs).toHaveText(/\d{5}/);
    const digits = await theirs.textContent();
    await this.button("Close").click();
    return digits ?? "";
  }

  /** Types the recovery phrase into the dialog that asks for it. */
  async restores(words: string): Promise<void> {
    await this.dialog.getByRole("textbox", { name: "The twelve words" }).fill(words);
    await this.button("Restore").click();
    await expect(this.dialog).toBeHidden();
  }
}
