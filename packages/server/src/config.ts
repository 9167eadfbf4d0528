import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import proxyAddr from "@fastify/proxy-addr";
import { z } from "zod";
import type { RateClass } from "@parlor/protocol";
import { findMisspelt } from "./misspelt-setting.ts";
import { OperatorError } from "./operator-error.ts";
import { PublicUrls } from "./public-urls.ts";

/** An allowance: `burst` calls at once, then `perSecond`. Written "60/20" in the environment. */
export interface Allowance {
  burst: number;
  perSecond: number;
}

/** What has an allowance: a session's for each class, an address's of all its sessions together, and a webhook's. */
export type LimitedClass = RateClass | "addressKnock" | "hook";

/** Sessions of one address that may use all of their allowance to knock: a household, or a small office. */
const KNOCKERS = 6;

const allowance = (byDefault: string) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?\/\d+(\.\d+)?$/, 'expected "burst/perSecond", such as 60/20')
    .default(byDefault)
    .transform((text): Allowance => {
      const [burst = 1, perSecond = 1] = text.split("/").map(Number);
      return { burst, perSecond };
    })
    .refine(({ burst, perSecond }) => burst >= 1 && perSecond > 0, "both numbers must be above zero");

/** A blank is no number: taken as zero, it would free every held name, or move the server to any port. */
function numberSetting(form: RegExp, least: number, most: number, expected: string) {
  return z
    .string()
    .trim()
    .regex(form, expected)
    .transform(Number)
    .refine((number) => number >= least && number <= most, expected);
}

const expectedTransports = "expected websocket, polling, or both with a comma between them";
const port = numberSetting(/^\d+$/, 0, 65_535, "expected a port: a whole number from 0 to 65535");

const count = (byDefault: number) =>
  numberSetting(/^\d+$/, 1, Number.MAX_SAFE_INTEGER, "expected a whole number from 1 up").default(byDefault);

function areRanges(list: string[]): boolean {
  try {
    proxyAddr.compile(list);
    return true;
  } catch {
    return false;
  }
}

const DATA_DIR_BY_DEFAULT = "./data";

/** Scheduled backups that are kept: a week of daily ones. */
export const BACKUPS_KEPT_BY_DEFAULT = 7;

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A stretch of time such as 24h, 90m or 7d; a number alone counts hours. */
const duration = z
  .string()
  .regex(/^[1-9]\d{0,4}[mhd]?$/, 'expected a time such as "24h", "90m" or "7d"')
  .transform((text) => {
    const unit = text.at(-1) as keyof typeof UNITS;
    return parseInt(text, 10) * (UNITS[unit] ?? UNITS.h);
  });

const Environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).optional(),
  PUBLIC_URL: PublicUrls,
  DATA_DIR: z
    .string()
    .min(1)
    .default(DATA_DIR_BY_DEFAULT)
    .transform((path) => resolve(path)),
  PLACE_NAME: z
    .string()
    .trim()
    .min(1, "expected 1 to 80 characters")
    .max(80, "expected 1 to 80 characters")
    .default("Parlor"),
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((address) => address.trim())
        .filter(Boolean),
    )
    .refine(areRanges, "expected addresses or ranges such as 10.0.0.0/8, comma separated"),
  LOG_LEVEL: z
    .enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "expected fatal, error, warn, info, debug, trace or silent",
    )
    .default("info"),
  TRANSPORTS: z
    .string()
    .default("websocket,polling")
    .transform((text) => text.split(",").map((name) => name.trim()))
    .pipe(z.array(z.enum(["websocket", "polling"], expectedTransports)).min(1, expectedTransports)),
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
  /** Messages of one webhook: a burst of alerts passes, an endless loop does not fill a channel. */
  RATE_HOOK: allowance("30/1"),
  /** Sockets from one address; a school or an office shares one. */
  SOCKETS_PER_ADDRESS: count(1_000),
  /** Commands one socket may have unanswered. */
  COMMANDS_IN_FLIGHT: count(64),
  /** Days for which a name stays its owner's after a rename; 0 frees it at once. */
  NAME_HELD_DAYS: numberSetting(/^\d+(\.\d+)?$/, 0, 3_650, "expected a number of days from 0 to 3650").default(30),
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().min(1).default("127.0.0.1"),
  BACKUP_EVERY: duration.optional(),
  BACKUP_KEEP: count(BACKUPS_KEPT_BY_DEFAULT),
});

export interface Config {
  port: number;
  host: string | undefined;
  /** The canonical address, as in `https://example.org/chat`. */
  publicUrl: string | undefined;
  /** Every address at which people open Parlor, the canonical one first. */
  publicUrls: readonly string[];
  /** The path of them all: "" at the top of a host, else as in "/chat". */
  basePath: string;
  dataDir: string;
  placeName: string;
  trustedProxies: string[];
  logLevel: string;
  transports: ("websocket" | "polling")[];
  rates: Record<LimitedClass, Allowance>;
  socketsPerAddress: number;
  commandsInFlight: number;
  /** How long a name stays its owner's after a rename. */
  nameHeldMs: number;
  /** Where figures are given out; absent when nowhere. */
  metrics: { host: string; port: number } | undefined;
  /** The settings that differ from their defaults, for the log. */
  changed: Record<string, string>;
  /** How often the server makes a backup by itself (ms), and how many of those it keeps; absent when it makes none. */
  backups: { every: number; keep: number } | undefined;
}

/** The data folder alone, also while another setting cannot be used. */
export function dataDirOf(env: NodeJS.ProcessEnv): string {
  return resolve(env["DATA_DIR"] || DATA_DIR_BY_DEFAULT);
}

/** A setting that cannot be used; its message is the one line the operator sees. */
export class BadSetting extends OperatorError {}

/** An empty variable counts as one that is not set. */
function filledOf(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
}

/** One clear line for every setting that is misspelt or cannot be used; empty when a server would start with them. */
export function settingProblems(env: NodeJS.ProcessEnv): string[] {
  const filled = filledOf(env);
  const settings = Object.keys(Environment.shape);
  const misspelt = Object.keys(filled).flatMap((name) => findMisspelt([name], settings) ?? []);
  const issues = Environment.safeParse(filled).error?.issues ?? [];
  return [
    // With a misspelt DATA_DIR the server would start with an empty folder, and look as if everything was lost.
    ...misspelt.map(
      ({ name, setting }) => `There is no setting ${name}: call it ${setting}, or remove it from Parlor's environment.`,
    ),
    ...issues.map(({ path, message }) => `The setting ${String(path[0])} cannot be used: ${message}`),
  ];
}

/** A setting of such a name may hold a secret. */
const SECRET = /TOKEN|SECRET|PASSWORD|_KEY$/;

/** The settings that differ from their defaults, as the environment has them; the values of secrets are masked. */
export function changedSettings(env: NodeJS.ProcessEnv): Record<string, string> {
  const filled = filledOf(env);
  const changed = Object.entries(Environment.shape).flatMap(([name, setting]) => {
    const value = filled[name];
    if (value === undefined || isDeepStrictEqual(setting.safeParse(value).data, setting.safeParse(undefined).data))
      return [];
    return [[name, SECRET.test(name) ? "(set)" : value] as const];
  });
  return Object.fromEntries(changed);
}

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
    socketsPerAddress: set.SOCKETS_PER_ADDRESS,
    commandsInFlight: set.COMMANDS_IN_FLIGHT,
    nameHeldMs: set.NAME_HELD_DAYS * 24 * 60 * 60 * 1_000,
    changed: changedSettings(env),
    metrics: set.METRICS_PORT === undefined ? undefined : { host: set.METRICS_HOST, port: set.METRICS_PORT },
    backups: set.BACKUP_EVERY === undefined ? undefined : { every: set.BACKUP_EVERY, keep: set.BACKUP_KEEP },
  };
}
