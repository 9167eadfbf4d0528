import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, BrowserContextOptions, BrowserType, LaunchOptions, Page } from "@playwright/test";
import type { Wire } from "./wire.ts";

interface Means {
  playwright: { chromium: BrowserType };
  contextOptions: BrowserContextOptions;
  launchOptions: LaunchOptions;
}

/** A browser program of somebody's own, with its own folder on disk: it can be closed for real, and opened again. */
export class Profile {
  private readonly means: Means;
  private readonly wire: Wire;
  private readonly folder: string;
  private context: BrowserContext | undefined;

  private constructor(means: Means, wire: Wire, folder: string) {
    this.means = means;
    this.wire = wire;
    this.folder = folder;
  }

  static async fresh(means: Means, wire: Wire): Promise<Profile> {
    return new Profile(means, wire, await mkdtemp(join(tmpdir(), "parlor-profile-")));
  }

  async open(): Promise<Page> {
    const { playwright, launchOptions, contextOptions } = this.means;
    const options = { ...launchOptions, ...contextOptions, baseURL: this.wire.url };
    this.context = await playwright.chromium.launchPersistentContext(this.folder, options);
    return this.context.pages()[0] ?? this.context.newPage();
  }

  async close(): Promise<void> {
    await this.context?.close();
  }

  /** Closes it and throws the folder away. */
  async clear(): Promise<void> {
    await this.close();
    await rm(this.folder, { recursive: true });
  }
}
