import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AnswerOf } from "@parlor/protocol";
import { describe, expect, test } from "vitest";
import { freshName, Guest } from "./guest.ts";
import { ask, command } from "./http-door.ts";
import { canOwn, liveParlor, ownParlor } from "./live-parlor.ts";

const parlor = liveParlor();
const start = (url: string, keep: "cookie" | "token", headers: Record<string, string> = {}) =>
  ask<AnswerOf<"session.start">>(url, "/api/v1/session.start", { headers, body: { displayName: freshName(), keep } });

describe("SES-1 tokens", () => {
  test("SES-1 a token holds 256 bits, and no two are alike", async () => {
    const tokens = await Promise.all(Array.from({ length: 50 }, async () => (await Guest.arrives(parlor.url)).token));
    for (const token of tokens) expect(Buffer.from(token, "base64url").length).toBe(32);
    expect(new Set(tokens).size).toBe(50);
  });

  test.runIf(canOwn)("SES-1 the server's data holds the token's SHA-256 and never the token", async () => {
    const own = await ownParlor();
    const { token } = await Guest.arrives(own.url);
    await own.stop();
    const files = await readdir(own.dataDir, { recursive: true, withFileTypes: true });
    const contents = await Promise.all(
      files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name))),
    );
    const all = Buffer.concat(contents);
    const bytes = Buffer.from(token, "base64url");
    const hashes = [createHash("sha256").update(token), createHash("sha256").update(bytes)].flatMap((hash) => {
      const digest = hash.digest();
      return [digest, Buffer.from(digest.toString("hex")), Buffer.from(digest.toString("base64url"))];
    });
    expect(all.includes(token) || all.includes(bytes)).toBe(false);
    expect(hashes.some((hash) => all.includes(hash))).toBe(true);
  });
});

describe("SES-2 cookies and tokens", () => {
  test("SES-2 a cookie is HttpOnly, SameSite=Strict, for the whole site and lasting; the body holds no token", async () => {
    const { headers, answer } = await start(parlor.url, "cookie", { origin: new URL(parlor.url).origin });
    const cookie = String(headers["set-cookie"]);
    expect(cookie).toMatch(/;\s*HttpOnly/i);
    expect(cookie).toMatch(/;\s*SameSite=Strict/i);
    expect(cookie).toMatch(/;\s*Path=\/(;|$)/i);
    expect(Number(/Max-Age=(\d+)/i.exec(cookie)?.[1])).toBeGreaterThan(180 * 24 * 3600);
    expect(answer).toMatchObject({ ok: true, value: { person: {} } });
    expect(answer?.ok && answer.value).not.toHaveProperty("token");
  });

  test.runIf(canOwn)("SES-2 with HTTPS the cookie is Secure and its name starts with __Host-", async () => {
    const own = await ownParlor({ PUBLIC_URL: "https://parlor.example.org" });
    const { headers } = await start(own.url, "cookie", { origin: "https://parlor.example.org" });
    expect(String(headers["set-cookie"])).toMatch(/^__Host-[\w-]+=[^;]+;.*;\s*Secure/i);
    expect(String(headers["set-cookie"])).not.toMatch(/Domain=/i);
  });

  test("SES-2 a token comes in the answer and no cookie is set", async () => {
    const { headers, answer } = await start(parlor.url, "token");
    expect(headers).not.toHaveProperty("set-cookie");
    expect(answer).toMatchObject({ ok: true, value: { token: expect.stringMatching(/^[\w-]{43}$/) } });
  });

  test("SES-2 a cookie is only kept over HTTP: a socket that asks for one gets no session out of it", async () => {
    const guest = await Guest.connects(parlor.url);
    expect(await guest.asks("session.start", { displayName: freshName(), keep: "cookie" })).toMatchObject({
      ok: false,
    });
  });
});

describe("SES-3 a client's own token", () => {
  test("SES-3 a token or cookie of the client's choosing is never adopted", async () => {
    const chosen = "A".repeat(43);
    const origin = new URL(parlor.url).origin;
    const name = String((await start(parlor.url, "cookie", { origin })).headers["set-cookie"]).split("=")[0];
    const fixed = await start(parlor.url, "cookie", { origin, cookie: `${name}=${chosen}` });
    expect(fixed.status).toBe(200);
    expect(String(fixed.headers["set-cookie"])).not.toContain(chosen);
    const bearer = await start(parlor.url, "token", { authorization: `Bearer ${chosen}` });
    expect(bearer.answer?.ok && bearer.answer.value.token).not.toBe(chosen);
    expect(await command(parlor.url, "session.current", {}, chosen)).toMatchObject({ status: 401 });
  });

  test("SES-3 somebody with a session who starts another gets a new token and a new person", async () => {
    const ada = await Guest.arrives(parlor.url);
    const other = await ask<AnswerOf<"session.start">>(parlor.url, "/api/v1/session.start", {
      headers: { authorization: `Bearer ${ada.token}` },
      body: { displayName: freshName(), keep: "token" },
    });
    const value = other.answer?.ok ? other.answer.value : undefined;
    expect(value?.token).not.toBe(ada.token);
    expect(value?.person.id).not.toBe(ada.id);
  });
});

test.runIf(canOwn)("logs hold no token and no text, even at their most talkative", async () => {
  const own = await ownParlor({ LOG_LEVEL: "trace" });
  const ada = await Guest.arrives(own.url, "Secretive Ada");
  const channelId = await ada.makesChannel();
  await ada.sends(channelId, "between us only");
  await command(own.url, "session.current", {}, ada.token);
  await own.stop();
  for (const secret of [ada.token, "between us only"]) expect(own.log).not.toContain(secret);
});
