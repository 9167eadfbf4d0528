import { expect, test } from "vitest";
import { checkSettings } from "./check-settings.ts";

test("names the settings that differ from their defaults, and no other variable", () => {
  expect(checkSettings({ PATH: "/bin", PORT: "3000", RATE_SEND: "5/1", PLACE_NAME: "" })).toMatchObject({
    level: "ok",
    text: "Good: RATE_SEND=5/1",
  });
  expect(checkSettings({ PORT: "3000" })).toMatchObject({ level: "ok", text: expect.stringMatching(/by default/) });
});

test("names every setting that is misspelt or cannot be used, and repeats no value", () => {
  const found = checkSettings({ PUBLICURL: "secret-1", DATADIR: "secret-2", PORT: "secret-3", RATE_SEND: "secret-4" });
  expect(found.level).toBe("fail");
  for (const part of [/no setting PUBLICURL/, /no setting DATADIR/, /setting PORT cannot/, /setting RATE_SEND cannot/])
    expect(found.text).toMatch(part);
  expect(found.text).not.toContain("secret");
});

test("a password in PUBLIC_URL is refused without being shown", () => {
  const found = checkSettings({ PUBLIC_URL: "https://ada:hunter2@example.org" });
  expect(found.level).toBe("fail");
  expect(found.text).not.toContain("hunter2");
});
