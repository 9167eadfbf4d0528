import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("every setting has a default that works", () => {
  expect(readConfig({})).toMatchObject({ port: 3000, placeName: "Parlor", transports: ["websocket", "polling"] });
});

test.each([
  ["PORT", "http"],
  ["PORT", "70000"],
  ["PUBLIC_URL", "chat.example.org"],
  ["TRUSTED_PROXIES", "the-proxy"],
  ["RATE_SEND", "many"],
  ["RATE_SEND", "0/0"],
  ["LOG_LEVEL", "loud"],
  ["TRANSPORTS", "carrier-pigeon"],
  ["METRICS_PORT", "on"],
])("a bad %s is named in one line", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrowError(new RegExp(`^The setting ${name} cannot be used: [^\n]+$`));
});
