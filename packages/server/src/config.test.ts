import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("every setting has a default that works", () => {
  expect(readConfig({})).toMatchObject({ port: 3000, placeName: "Parlor", transports: ["websocket", "polling"] });
});

test.each([
  ["PORT", "http"],
  ["PORT", "70000"],
  ["PORT", " "],
  ["PORT", "0x50"],
  ["DATA_DIR", " "],
  ["DATA_DIR", "~/parlor"],
  ["HOST", " "],
  ["NAME_HELD_DAYS", " "],
  ["NAME_HELD_DAYS", "-1"],
  ["PLACE_NAME", " "],
  ["PUBLIC_URL", "chat.example.org"],
  ["TRUSTED_PROXIES", "the-proxy"],
  ["TRUSTED_PROXIES", "10.0.0.0/99"],
  ["TRUSTED_PROXIES", "127.0.0.1;10.0.0.1"],
  ["RATE_SEND", "many"],
  ["RATE_SEND", "0/0"],
  ["LOG_LEVEL", "loud"],
  ["TRANSPORTS", "carrier-pigeon"],
  ["METRICS_PORT", "on"],
  ["BACKUP_EVERY", "daily"],
  ["BACKUP_EVERY", "0"],
  ["BACKUP_KEEP", "0"],
])("a bad %s is named in one line", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrowError(new RegExp(`^The setting ${name} cannot be used: [^\n]+$`));
});

test("a line about a setting says what was expected, in words", () => {
  const port = "The setting PORT cannot be used: expected a port: a whole number from 0 to 65535";
  for (const value of ["abc", "80.5", "-1", "70000", "\t"])
    expect(() => readConfig({ PORT: value })).toThrowError(port);
  expect(() => readConfig({ BACKUP_KEEP: "0" })).toThrowError(/expected a whole number from 1 up$/);
  expect(readConfig({ PORT: "8080\r", NAME_HELD_DAYS: "0.5" })).toMatchObject({ port: 8080, nameHeldMs: 43_200_000 });
});

test("a line about DATA_DIR says whether it is blank, has a blank at an end, or needs a shell", () => {
  const said = (value: string) => {
    try {
      readConfig({ DATA_DIR: value });
      return "";
    } catch (failure) {
      return (failure as Error).message;
    }
  };
  for (const value of [" ", "\t", "\r", "\u00a0 ", "\n\n"])
    expect(said(value)).toBe("The setting DATA_DIR cannot be used: it is blank; expected the path of a folder");
  for (const value of ["/data\r", " /data", "data "]) expect(said(value)).toMatch(/: it begins or ends with a blank/);
  for (const value of ["~", "~/parlor"]) expect(said(value)).toMatch(/written out without "~"$/);
  expect(said("/srv/my data")).toBe("");
});

test("settings from a file with Windows' line ends are read", () => {
  const settings = { LOG_LEVEL: "warn\r", RATE_SEND: "60/20\r", BACKUP_EVERY: "24h\r", TRANSPORTS: "polling\r" };
  const others = { PLACE_NAME: "Den\r", HOST: "::1\r", PUBLIC_URL: "https://a.example\r", TRUSTED_PROXIES: "::1\r" };
  expect(readConfig({ ...settings, ...others })).toMatchObject({
    logLevel: "warn",
    placeName: "Den",
    host: "::1",
    publicUrl: "https://a.example",
    trustedProxies: ["::1"],
  });
});

test("proxies may be named by address, range, or the kind of network they are in", () => {
  const { trustedProxies } = readConfig({ TRUSTED_PROXIES: " 10.0.0.0/8, ::1 ,uniquelocal,, fe80::/10" });
  expect(trustedProxies).toEqual(["10.0.0.0/8", "::1", "uniquelocal", "fe80::/10"]);
});

test("backups are made every so many minutes, hours or days, and none unless that is set", () => {
  expect(readConfig({}).backups).toBeUndefined();
  const every = (text: string) => readConfig({ BACKUP_EVERY: text }).backups?.every;
  expect([every("90m"), every("24h"), every("7d"), every("6")]).toEqual([
    5_400_000, 86_400_000, 604_800_000, 21_600_000,
  ]);
  expect(readConfig({ BACKUP_EVERY: "24h", BACKUP_KEEP: "3" }).backups?.keep).toBe(3);
});
