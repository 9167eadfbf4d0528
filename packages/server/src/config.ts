import type { RateClass } from "@parlor/protocol";
import { OperatorError } from "./operator-error.ts";
import { changedSettings } from "./settings/changed-settings.ts";
import { Environment, filledOf } from "./settings/environment.ts";
import { type GuessRates, guessRates } from "./settings/guess-rates.ts";
import type { Allowance } from "./settings/setting-forms.ts";
import { settingProblems } from "./settings/setting-problems.ts";

/** What has an allowance: a session's for each class, an address's of all its sessions together, and a webhook's. */
export type LimitedClass = RateClass | "addressKnock" | "hook";

/** Sessions of one address that may use all of their allowance to knock: a household, or a small office. */
const KNOCKERS = 6;

export interface Config {
  port: number;
  host: string | undefined;
  /** The canonical address, as in `https://example.org/chat`. */
  publicUrl: string | undefined;
  /** Every address at which people open Parlor, the canonical one first. */
  publicUrls: readonly string[];
  /** Names under which Parlor answers too where no address is configured (CON-13), that it listens at among them. */
  allowedHosts: readonly string[];
  /** The path of them all: "" at the top of a host, else as in "/chat". */
  basePath: string;
  dataDir: string;
  placeName: string;
  trustedProxies: string[];
  logLevel: string;
  transports: ("websocket" | "polling")[];
  rates: Record<LimitedClass, Allowance>;
  /** How often one may guess wrong (PRIV-11): by looking up, and by setting up. */
  guesses: GuessRates;
  socketsPerAddress: number;
  commandsInFlight: number;
  /** How long a name stays its owner's after a rename. */
  nameHeldMs: number;
  /** After how long without use a session ends; 0 for never. */
  sessionIdleMs: number;
  /** Where figures are given out; absent when nowhere. */
  metrics: { host: string; port: number } | undefined;
  /** The settings that differ from their defaults, for the log. */
  changed: Record<string, string>;
  /** How often the server makes a backup by itself (ms), and how many of those it keeps; absent when it makes none. */
  backups: { every: number; keep: number } | undefined;
}

/** A setting that cannot be used; its message is the one line the operator sees. */
export class BadSetting extends OperatorError {}

/** Reads and checks every setting. The only reader of the environment. Throws BadSetting with one clear line. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const [problem] = settingProblems(env);
  if (problem !== undefined) throw new BadSetting(problem);
  const set = Environment.parse(filledOf(env));
  return {
    port: set.PORT,
    host: set.HOST,
    publicUrl: set.PUBLIC_URL[0],
    publicUrls: set.PUBLIC_URL,
    allowedHosts: [...set.ALLOWED_HOSTS, ...(set.HOST === undefined ? [] : [set.HOST.toLowerCase()])],
    basePath: new URL(set.PUBLIC_URL[0] ?? "http://localhost").pathname.replace(/\/$/, ""),
    dataDir: set.DATA_DIR,
    placeName: set.PLACE_NAME,
    trustedProxies: set.TRUSTED_PROXIES,
    logLevel: set.LOG_LEVEL,
    transports: set.TRANSPORTS,
    rates: {
      send: set.RATE_SEND,
      read: set.RATE_READ,
      change: set.RATE_CHANGE,
      presence: set.RATE_PRESENCE,
      open: set.RATE_OPEN,
      knock: set.RATE_KNOCK,
      hook: set.RATE_HOOK,
      addressKnock: { burst: KNOCKERS * set.RATE_KNOCK.burst, perSecond: KNOCKERS * set.RATE_KNOCK.perSecond },
    },
    guesses: guessRates(set.RATE_MISS),
    socketsPerAddress: set.SOCKETS_PER_ADDRESS,
    commandsInFlight: set.COMMANDS_IN_FLIGHT,
    nameHeldMs: set.NAME_HELD_DAYS * 24 * 60 * 60 * 1_000,
    sessionIdleMs: set.SESSION_IDLE_DAYS * 24 * 60 * 60 * 1_000,
    changed: changedSettings(env),
    metrics: set.METRICS_PORT === undefined ? undefined : { host: set.METRICS_HOST, port: set.METRICS_PORT },
    backups: set.BACKUP_EVERY === undefined ? undefined : { every: set.BACKUP_EVERY, keep: set.BACKUP_KEEP },
  };
}
