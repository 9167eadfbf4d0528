import proxyAddr from "@fastify/proxy-addr";
import { z } from "zod";

/** An allowance: `burst` calls at once, then `perSecond`. */
export interface Allowance {
  burst: number;
  perSecond: number;
}

/** Reads an allowance such as "60/20". */
export const allowance = (byDefault: string) =>
  z
    .string()
    .trim()
    .regex(/^\d+(\.\d+)?\/\d+(\.\d+)?$/, 'expected "burst/perSecond", such as 60/20')
    .default(byDefault)
    .transform((text): Allowance => {
      const [burst = 1, perSecond = 1] = text.split("/").map(Number);
      return { burst, perSecond };
    })
    .refine(({ burst, perSecond }) => burst >= 1 && perSecond > 0, "both numbers must be above zero");

/**
 * A number from `least` to `most`. A blank is refused: taken as zero, it would free every held name, or let the system choose the
 * port.
 */
export function numberSetting(form: RegExp, least: number, most: number, expected: string) {
  return z
    .string()
    .trim()
    .regex(form, expected)
    .transform(Number)
    .refine((number) => number >= least && number <= most, expected);
}

/** A TCP port; 0 lets the system choose one. */
export const port = numberSetting(/^\d+$/, 0, 65_535, "expected a port: a whole number from 0 to 65535");

/** An address to listen at. Brackets belong to addresses in URLs; here an IPv6 address may have them too. */
export const host = z
  .string()
  .trim()
  .min(1, "expected an address of this machine, such as 127.0.0.1")
  .transform((text) => /^\[(.*)\]$/.exec(text)?.[1] ?? text);

/**
 * A folder. Only a shell knows whose home `~` is, and it reads it only in some places. A blank at an end is hard to see, and comes from
 * files with Windows' line ends: the data would go to another folder than the one meant.
 */
export const folder = z
  .string()
  .refine((path) => path.trim() !== "", "it is blank; expected the path of a folder")
  .refine((path) => !/^~(\/|$)/.test(path), 'expected the path of a folder, written out without "~"')
  .refine(
    (path) => path.trim() === path || path.trim() === "",
    "it begins or ends with a blank or a line break; expected the path of a folder without one",
  );

/** How many of something: at least one. */
export const count = (byDefault: number) =>
  numberSetting(/^\d+$/, 1, Number.MAX_SAFE_INTEGER, "expected a whole number from 1 up").default(byDefault);

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A stretch of time such as 24h, 90m or 7d; a number alone counts hours. */
export const duration = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,4}[mhd]?$/, 'expected a time such as "24h", "90m" or "7d"')
  .transform((text) => {
    const unit = text.at(-1) as keyof typeof UNITS;
    return parseInt(text, 10) * (UNITS[unit] ?? UNITS.h);
  });

const expectedTransports = "expected websocket, polling, or both with a comma between them";

/** The transports of Socket.IO that the server offers. */
export const transports = z
  .string()
  .default("websocket,polling")
  .transform((text) => text.split(",").map((name) => name.trim()))
  .pipe(z.array(z.enum(["websocket", "polling"], expectedTransports)).min(1, expectedTransports));

/** Addresses and ranges of addresses, comma separated; none by default. */
export const addressRanges = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((address) => address.trim())
      .filter(Boolean),
  )
  .refine(areRanges, "expected addresses or ranges such as 10.0.0.0/8, comma separated");

function areRanges(list: string[]): boolean {
  try {
    proxyAddr.compile(list);
    return true;
  } catch {
    return false;
  }
}
