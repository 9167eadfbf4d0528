import { resolve } from "node:path";
import { z } from "zod";
import { AllowedHosts } from "./allowed-hosts.ts";
import { PublicUrls } from "./public-urls.ts";
import {
  addressRanges,
  allowance,
  count,
  duration,
  folder,
  host,
  numberSetting,
  port,
  transports,
} from "./setting-forms.ts";

const DATA_DIR_BY_DEFAULT = "./data";

/** Scheduled backups that are kept: a week of daily ones. */
export const BACKUPS_KEPT_BY_DEFAULT = 7;

/** Every setting: its form, its default, and the reason for that number. */
export const Environment = z.object({
  PORT: port.default(3000),
  HOST: host.optional(),
  PUBLIC_URL: PublicUrls,
  ALLOWED_HOSTS: AllowedHosts,
  DATA_DIR: folder.default(DATA_DIR_BY_DEFAULT).transform((path) => resolve(path)),
  PLACE_NAME: z
    .string()
    .trim()
    .min(1, "expected 1 to 80 characters")
    .max(80, "expected 1 to 80 characters")
    .default("Parlor"),
  TRUSTED_PROXIES: addressRanges,
  LOG_LEVEL: z
    .string()
    .default("info")
    .transform((text) => text.trim())
    .pipe(
      z.enum(
        ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
        "expected fatal, error, warn, info, debug, trace or silent",
      ),
    ),
  TRANSPORTS: transports,
  /** People type a few messages a second at most; a pasted burst of sixty still passes. */
  RATE_SEND: allowance("60/20"),
  /** A fast scroll reads some ten pages a second; a reconnect opens a few channels at once. */
  RATE_READ: allowance("200/40"),
  /** Making, renaming and archiving are rare; a script that makes hundreds is not a person. */
  RATE_CHANGE: allowance("20/1"),
  /** A typing notice every three seconds per channel, with room for several tabs. */
  RATE_PRESENCE: allowance("30/5"),
  /** Sessions opened from one address: a class of sixty behind one router arrives in the same minute. */
  RATE_OPEN: allowance("60/2"),
  /** Setting keys up, looking them up and knocking: a person does some of it in a day, and to guess a key takes far more. */
  RATE_KNOCK: allowance("10/0.1"),
  /**
   * Wrong private keys and recovery phrases from one address (IPv4) or /48 (IPv6): a class of sixty that mistypes once
   * each in the same minute spends half. A guesser has 1,800 tries a day, and some 18,000 from ten addresses or more, where a
   * phrase takes 10^8.
   */
  RATE_MISS: allowance("120/0.02"),
  /** Messages of one webhook: a burst of alerts passes, an endless loop does not fill a channel. */
  RATE_HOOK: allowance("30/1"),
  /** Sockets from one address; a school or an office shares one. */
  SOCKETS_PER_ADDRESS: count(1_000),
  /** Commands one socket may have unanswered. */
  COMMANDS_IN_FLIGHT: count(64),
  /** Days for which a name stays its owner's after a rename; 0 frees it at once. */
  NAME_HELD_DAYS: numberSetting(/^\d+(\.\d+)?$/, 0, 3_650, "expected a number of days from 0 to 3650").default(30),
  /**
   * Days after which a session that nobody used ends; 0 for never. A season: longer than holidays and most illnesses, and a browser
   * that was left behind does not stay signed in for years.
   */
  SESSION_IDLE_DAYS: numberSetting(/^\d+(\.\d+)?$/, 0, 3_650, "expected a number of days from 0 to 3650").default(90),
  METRICS_PORT: port.optional(),
  METRICS_HOST: host.default("127.0.0.1"),
  BACKUP_EVERY: duration.optional(),
  BACKUP_KEEP: count(BACKUPS_KEPT_BY_DEFAULT),
});

/** The data folder alone, also while another setting cannot be used. */
export function dataDirOf(env: NodeJS.ProcessEnv): string {
  return resolve(env["DATA_DIR"] || DATA_DIR_BY_DEFAULT);
}

/** An empty variable counts as one that is not set. */
export function filledOf(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
}
