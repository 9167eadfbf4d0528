import type { AnswerOf } from "@parlor/protocol";
import { expect, test } from "vitest";
import { openDatabase } from "../db/open-database.ts";
import type { SessionTable } from "../db/schema.ts";
import { tempFolder } from "../testing/temp-database.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

const PUBLIC_URL = "https://chat.example.org";

/** A browser's cookie jar, of one host: as in browsers, the ports of a host share it. */
class Browser {
  readonly jar = new Map<string, string>();
  origin = "";
  given: string[] = [];

  async asks(server: TestServer, name: string, input: unknown = {}): Promise<{ status: number; value: unknown }> {
    const cookie = [...this.jar].map(([key, value]) => `${key}=${value}`).join("; ");
    const origin = this.origin || server.url;
    const reply = await server.post(name, input, { origin, "user-agent": firefox, ...(cookie && { cookie }) });
    this.given = reply.headers.getSetCookie();
    for (const line of this.given) {
      const [key = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      if (value === "" || /Max-Age=0/i.test(line)) this.jar.delete(key);
      else this.jar.set(key, value);
    }
    const answer = (await reply.json()) as { value: unknown };
    return { status: reply.status, value: answer.value };
  }

  async starts(server: TestServer, displayName: string): Promise<void> {
    expect(await this.asks(server, "session.start", { displayName, keep: "cookie" })).toMatchObject({ status: 200 });
  }

  async isKnownAs(server: TestServer): Promise<string | number> {
    const { status, value } = await this.asks(server, "session.current");
    return status === 200 ? (value as AnswerOf<"session.current">).person.name : status;
  }
}

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

async function change(path: string, set: Partial<SessionTable>): Promise<void> {
  const database = await openDatabase(path);
  await database.db.updateTable("session").set(set).execute();
  await database.close();
}

test("SES-2 two places on two ports of a host have each their own cookie", async () => {
  await using one = await testServer();
  await using two = await testServer();
  const ada = new Browser();
  await ada.starts(one, "Ada");
  await ada.starts(two, "Countess");
  expect(await ada.isKnownAs(one)).toBe("Ada");
  expect(await ada.isKnownAs(two)).toBe("Countess");
});

test("SES-4 a place that moves to another port knows its browsers", async () => {
  using folder = tempFolder();
  const ada = new Browser();
  {
    await using before = await testServer({ DATA_DIR: folder.path });
    await ada.starts(before, "Ada");
  }
  await using after = await testServer({ DATA_DIR: folder.path });
  expect(await ada.isKnownAs(after)).toBe("Ada");
});

test("SES-4 a place that moves below a path knows its browsers, and takes the earlier cookie back", async () => {
  using folder = tempFolder();
  const ada = Object.assign(new Browser(), { origin: PUBLIC_URL });
  {
    await using before = await testServer({ DATA_DIR: folder.path, PUBLIC_URL });
    await ada.starts(before, "Ada");
  }
  await using after = await testServer({ DATA_DIR: folder.path, PUBLIC_URL: `${PUBLIC_URL}/chat` });
  expect(await ada.isKnownAs(after)).toBe("Ada");
  expect([...ada.jar.keys()]).toMatchObject([expect.stringMatching(/^__Secure-parlor-[0-9a-f]{8}$/)]);
  expect(ada.given).toContainEqual(expect.stringMatching(/^__Host-parlor-[0-9a-f]{8}=; Max-Age=0; Path=\/;/));
  expect(await ada.isKnownAs(after)).toBe("Ada");
});

test("SES-4 the cookie is given again once a day, with its whole life, and with a token that goes on", async () => {
  using folder = tempFolder();
  const ada = new Browser();
  {
    await using before = await testServer({ DATA_DIR: folder.path });
    await ada.starts(before, "Ada");
    await ada.isKnownAs(before);
    expect(ada.given).toEqual([]);
  }
  await change(folder.path, { renewed_at: Date.now() - 25 * 60 * 60_000 });
  await using after = await testServer({ DATA_DIR: folder.path });
  const before = new Map(ada.jar);
  expect(await ada.isKnownAs(after)).toBe("Ada");
  expect(ada.given).toMatchObject([expect.stringMatching(/^parlor-[0-9a-f]{8}=.*Max-Age=34560000/)]);
  expect(ada.jar).toEqual(before);
  expect(await ada.isKnownAs(after)).toBe("Ada");
  expect(ada.given).toEqual([]);
});

test("SES-5 the cookie of an earlier version is taken, and replaced by today's", async () => {
  await using server = await testServer();
  const ada = new Browser();
  await ada.starts(server, "Ada");
  const [[name, token] = ["", ""]] = ada.jar;
  ada.jar.clear();
  ada.jar.set("parlor", token);
  expect(await ada.isKnownAs(server)).toBe("Ada");
  expect([...ada.jar]).toEqual([[name, token]]);
  expect(await ada.isKnownAs(server)).toBe("Ada");
});

test("SES-5 a name survives that HTTPS is added, under a new token that never travelled in clear", async () => {
  using folder = tempFolder();
  const ada = new Browser();
  {
    await using before = await testServer({ DATA_DIR: folder.path });
    await ada.starts(before, "Ada");
  }
  const old = new Map(ada.jar);
  ada.origin = PUBLIC_URL;
  {
    await using after = await testServer({ DATA_DIR: folder.path, PUBLIC_URL });
    // Several requests at once, as a page makes them: whichever answer comes last, the browser is known.
    const tabs = [ada, ada, ada].map((tab) => Object.assign(new Browser(), { origin: tab.origin, jar: new Map(old) }));
    const found = await Promise.all(tabs.map((tab) => tab.isKnownAs(after)));
    expect(found).toEqual(["Ada", "Ada", "Ada"]);
    for (const tab of tabs) {
      expect([...tab.jar.keys()]).toMatchObject([expect.stringMatching(/^__Host-parlor-[0-9a-f]{8}$/)]);
      expect(await tab.isKnownAs(after)).toBe("Ada");
      expect([...tab.jar.values()]).not.toEqual([...old.values()]);
    }
    // The answer with the new cookie may be lost, so the old one still counts.
    expect(await Object.assign(new Browser(), { origin: PUBLIC_URL, jar: new Map(old) }).isKnownAs(after)).toBe("Ada");
    ada.jar.clear();
    for (const [key, value] of tabs[0]?.jar ?? []) ada.jar.set(key, value);
  }
  // A minute after the new token was given out, its use ends the old one.
  await change(folder.path, { renewed_at: Date.now() - 2 * 60_000 });
  await using later = await testServer({ DATA_DIR: folder.path, PUBLIC_URL });
  expect(await ada.isKnownAs(later)).toBe("Ada");
  expect(await Object.assign(new Browser(), { origin: PUBLIC_URL, jar: old }).isKnownAs(later)).toBe(401);
  const [token = ""] = old.values();
  expect((await later.post("session.current", {}, { authorization: `Bearer ${token}` })).status).toBe(401);
  expect(await ada.isKnownAs(later)).toBe("Ada");
});

test("SES-5 a session that was started with HTTPS cannot be put into a browser by a cookie from without", async () => {
  await using server = await testServer({ PUBLIC_URL });
  const mal = Object.assign(new Browser(), { origin: PUBLIC_URL });
  await mal.starts(server, "Mal");
  const [[name = "", byCookie = ""] = []] = mal.jar;
  const started = await server.post("session.start", { displayName: "Mallory", keep: "token" });
  const { value } = (await started.json()) as { value: AnswerOf<"session.start"> };
  for (const token of [byCookie, value.token ?? ""]) {
    for (const planted of ["parlor", name.replace("__Host-", "")]) {
      const ada = Object.assign(new Browser(), { origin: PUBLIC_URL });
      ada.jar.set(planted, token);
      expect(await ada.isKnownAs(server)).toBe(401);
    }
  }
});

test("SES-5 a cookie from without never comes before the browser's own", async () => {
  using folder = tempFolder();
  const mal = new Browser();
  {
    await using before = await testServer({ DATA_DIR: folder.path });
    await mal.starts(before, "Mal");
  }
  await using server = await testServer({ DATA_DIR: folder.path, PUBLIC_URL });
  const ada = Object.assign(new Browser(), { origin: PUBLIC_URL });
  await ada.starts(server, "Ada");
  for (const [name, token] of mal.jar) ada.jar.set(name, token);
  expect(await ada.isKnownAs(server)).toBe("Ada");
});

test("SES-6 a browser without cookies is told so, and nobody is made", async () => {
  await using server = await testServer();
  const blocked = new Browser();
  const about = () => blocked.asks(server, "place.about");
  expect((await about()).value).toMatchObject({ cookies: false });
  blocked.jar.clear();
  expect((await about()).value).toMatchObject({ cookies: false });
  blocked.jar.clear();
  const start = { displayName: "Ada", keep: "cookie", probed: true };
  expect(await blocked.asks(server, "session.start", start)).toMatchObject({ status: 403 });

  const ada = new Browser();
  await ada.asks(server, "place.about");
  expect((await ada.asks(server, "place.about")).value).toMatchObject({ cookies: true });
  expect(await ada.asks(server, "session.start", start)).toMatchObject({ status: 200 });
});

test("SES-7 a start whose answer was lost can be repeated, and finds the same person under a new token", async () => {
  await using server = await testServer();
  const once = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
  const start = { displayName: "Ada", keep: "cookie", once };
  const lost = new Browser();
  const first = await lost.asks(server, "session.start", start);
  const ada = new Browser();
  const second = await ada.asks(server, "session.start", { ...start, displayName: "Ada Lovelace" });
  expect(second).toMatchObject({ status: 200, value: { person: { name: "Ada Lovelace" } } });
  const sessionOf = ({ value }: { value: unknown }) => (value as AnswerOf<"session.start">).sessionId;
  expect(sessionOf(second)).toBe(sessionOf(first));
  expect(await lost.isKnownAs(server)).toBe(401);
  expect(await ada.isKnownAs(server)).toBe("Ada Lovelace");
});

test("SES-7 two calls at once with the same `once` make one person", async () => {
  await using server = await testServer();
  const once = "1123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
  const starts = await Promise.all(
    Array.from({ length: 5 }, () =>
      new Browser().asks(server, "session.start", { displayName: "Ada", keep: "cookie", once }),
    ),
  );
  expect(new Set(starts.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(starts.map(({ value }) => (value as AnswerOf<"session.start">).sessionId)).size).toBe(1);
});

test("SES-7 once a token was presented, its `once` opens nothing any more", async () => {
  using folder = tempFolder();
  const once = "2123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
  const start = { displayName: "Ada", keep: "cookie", once };
  {
    await using server = await testServer({ DATA_DIR: folder.path });
    const ada = new Browser();
    await ada.asks(server, "session.start", start);
    await ada.isKnownAs(server);
  }
  await using server = await testServer({ DATA_DIR: folder.path });
  expect(await new Browser().asks(server, "session.start", start)).toMatchObject({ status: 409 });
});
