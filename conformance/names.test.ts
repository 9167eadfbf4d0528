import { describe, expect, test } from "vitest";
import { freshName, Guest } from "./guest.ts";
import { liveParlor } from "./live-parlor.ts";

const parlor = liveParlor();

/** Tries a name on a connection of its own, as a newcomer would. */
async function tries(displayName: string) {
  const guest = await Guest.connects(parlor.url);
  return guest.asks("session.start", { displayName, keep: "token" });
}

/** A short tag that keeps names of different tests apart. */
const tag = (): string => freshName().slice(-6);

describe("NAME-1 what a name may be", () => {
  test.each([
    ["edges are trimmed", (mark: string) => `  \t${mark}\n `, (mark: string) => mark],
    ["inner white space is folded", (mark: string) => `${mark} \t  x`, (mark: string) => `${mark} x`],
    ["full-width letters are folded by NFKC", (mark: string) => `Ｗide ${mark}`, (mark: string) => `Wide ${mark}`],
    ["a decomposed letter is composed", (mark: string) => `Zoe\u0308 ${mark}`, (mark: string) => `Zo\u00eb ${mark}`],
    [
      "emoji, CJK and right-to-left are names like any other",
      (mark: string) => `👩‍🚀 漢字 שלום ${mark}`,
      (mark: string) => `👩‍🚀 漢字 שלום ${mark}`,
    ],
  ])("NAME-1 %s", async (_, typed, shown) => {
    const mark = tag();
    expect(await tries(typed(mark))).toMatchObject({ ok: true, value: { person: { name: shown(mark) } } });
  });

  test("NAME-1 1 to 32 visible characters, counted as people see them", async () => {
    const flags = "🇳🇴".repeat(26) + tag();
    expect(await tries(flags)).toMatchObject({ ok: true });
    expect(await tries("x".repeat(26) + tag())).toMatchObject({ ok: true });
    expect(await tries("x".repeat(27) + tag())).toMatchObject({ ok: false, error: { code: "name_refused" } });
    expect(await tries("   ")).toMatchObject({ ok: false, error: { code: "name_refused" } });
  });

  test("NAME-1 CH-1 HOOK-5 at most 512 bytes of UTF-8, for people, channels and bots alike", async () => {
    const guest = await Guest.arrives(parlor.url);
    const channelId = await guest.makesChannel();
    const asks = (name: string) =>
      Promise.all([
        tries(name),
        guest.asks("person.rename", { displayName: name }),
        guest.asks("channel.create", { name }),
        guest.asks("channel.rename", { channelId, name }),
        guest.asks("hook.create", { channelId, label: name }),
      ]);
    const family = "👨‍👩‍👧‍👦";
    const message = expect.stringMatching(/at most 512 bytes/);
    for (const answer of await asks(`${family.repeat(21)}${tag()}`))
      expect(answer).toMatchObject({ ok: false, error: { code: "name_refused", message } });
    expect(await tries(`${family.repeat(20)}${tag()}`)).toMatchObject({ ok: true });
  });

  test("NAME-3 a suggestion for a name of nearly as many bytes is within them", async () => {
    const england = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}";
    const name = `${england.repeat(18)}${tag()}x`;
    await tries(name);
    const refused = await tries(name);
    expect(await tries(refused.ok ? "" : (refused.error.suggestion ?? ""))).toMatchObject({ ok: true });
  });

  test.each([
    ["a control", "a\u0007b"],
    ["a bidi override", "a\u202eb"],
    ["a bidi isolate", "a\u2066b"],
    ["a zero-width space inside", "a\u200bb"],
    ["a soft hyphen", "a\u00adb"],
    ["a Hangul filler", "A\u3164da"],
    ["a tag character", "a\u{e0041}b"],
    ["a private-use character", "a\ue000b"],
    ["an unassigned code point", "a\u0378b"],
    ["three marks on a letter", "a\u0301\u0302\u0303"],
  ])("NAME-1 %s is name_refused", async (_, name) => {
    expect(await tries(`${name}${tag()}`)).toMatchObject({
      ok: false,
      error: { code: "name_refused", message: expect.any(String) },
    });
  });

  test.each([
    ["a zero-width space", "\u200b"],
    ["a byte-order mark", "\ufeff"],
    ["direction marks and isolates", "\u2068\u200e\u2069"],
    ["a variation selector", "\ufe0f"],
  ])("NAME-1 %s at an end of a name is removed", async (_, invisible) => {
    const mark = tag();
    expect(await tries(`${invisible}${mark}${invisible}`)).toMatchObject({
      ok: true,
      value: { person: { name: mark } },
    });
    expect(await tries(invisible)).toMatchObject({ ok: false, error: { code: "name_refused" } });
  });

  test.each(["مُحَمَّد", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "می‌خواهم", "Ngũgĩ", "O’Neil", "渡邉󠄐"])("NAME-1 %s is a name", async (name) => {
    const typed = `${name} ${tag()}`;
    expect(await tries(typed)).toMatchObject({ ok: true, value: { person: { name: typed.normalize("NFKC") } } });
  });

  test("NAME-1 names that mean something to JavaScript are plain names", async () => {
    const answers = await Promise.all(
      ["__proto__", "constructor", "toString"].map((name) => tries(`${name} ${tag()}`)),
    );
    for (const answer of answers) expect(answer).toMatchObject({ ok: true });
  });
});

describe("NAME-2 one name, one person", () => {
  test.each([
    ["case", (name: string) => name.toUpperCase()],
    ["a Cyrillic letter", (name: string) => name.replace("a", "а")],
    ["full width", (name: string) => name.replace("a", "ａ")],
    ["white space", (name: string) => ` ${name}  `],
    ["an old spelling", (name: string) => name.replace("l", "1").replace("o", "0")],
  ])("NAME-2 the later of two that differ in %s only is name_taken", async (_, twin) => {
    const name = `alo ${tag().replaceAll(/[l1o0]/g, "z")}`;
    expect(await tries(name)).toMatchObject({ ok: true });
    expect(await tries(twin(name))).toMatchObject({ ok: false, error: { code: "name_taken" } });
  });

  test("NAME-2 Ian and Lan are two people, and lan is neither", async () => {
    const mark = tag();
    expect(await tries(`Ian ${mark}`)).toMatchObject({ ok: true });
    expect(await tries(`Lan ${mark}`)).toMatchObject({ ok: true });
    expect(await tries(`lan ${mark}`)).toMatchObject({ ok: false, error: { code: "name_taken" } });
  });

  test("NAME-2 a letter of Unicode 16 is compared by its look", async () => {
    const mark = tag();
    expect(await tries(`\ua7dada ${mark}`)).toMatchObject({ ok: true });
    expect(await tries(`\u039bda ${mark}`)).toMatchObject({ ok: false, error: { code: "name_taken" } });
  });

  test("NAME-2 of many who ask for one name at once, one gets it", async () => {
    const name = freshName();
    const answers = await Promise.all(Array.from({ length: 8 }, () => tries(name)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });
});

describe("NAME-3 a way out", () => {
  test("NAME-3 name_taken says which name is in the way", async () => {
    const ada = await Guest.arrives(parlor.url, `Ada ${tag()}`);
    expect(await tries(ada.name.toUpperCase())).toMatchObject({ ok: false, error: { existing: ada.name } });
  });

  test("NAME-3 name_taken suggests a close name that is free", async () => {
    const ada = await Guest.arrives(parlor.url, `Ada ${tag()}`);
    const refused = await tries(ada.name);
    const suggestion = refused.ok ? undefined : refused.error.suggestion;
    expect(suggestion).toContain(ada.name.slice(0, 3));
    expect(await tries(suggestion ?? "")).toMatchObject({ ok: true, value: { person: { name: suggestion } } });
  });

  test("NAME-3 of the longest name too", async () => {
    const name = "w".repeat(26) + tag();
    await tries(name);
    const refused = await tries(name);
    expect(await tries(refused.ok ? "" : (refused.error.suggestion ?? ""))).toMatchObject({ ok: true });
  });
});

describe("NAME-4 renaming", () => {
  test("NAME-4 a rename raises rev, is told to everyone, and shows on old messages", async () => {
    const [ada, bo] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
    const channelId = await ada.makesChannel();
    await ada.sends(channelId, "before");
    const wanted = freshName();
    const { person } = await ada.gets("person.rename", { displayName: wanted });
    expect(person).toEqual({ id: ada.id, name: wanted, rev: 2 });
    const heard = await bo.hears("person.renamed", (event) => event.person.id === ada.id);
    expect(heard).toEqual({ person, former: { personId: ada.id, name: ada.name, until: expect.any(Number) } });
    const page = await bo.gets("message.page", { channelId });
    expect(page.messages[0]?.by).toBe(ada.id);
    expect(page.people).toEqual([person]);
  });

  test("NAME-4 a taken one is refused with a suggestion, one's own is no conflict", async () => {
    const [ada, bo] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
    expect(await ada.isRefused("person.rename", { displayName: bo.name })).toMatchObject({
      code: "name_taken",
      suggestion: expect.any(String),
    });
    expect(await ada.asks("person.rename", { displayName: ada.name.toUpperCase() })).toMatchObject({ ok: true });
  });
});

describe("NAME-6 names that sound official", () => {
  test.each(["Administrator", "Support Team", "_admin_", "Аdmin", "Somebody", "everyone", "Parlor", "r00t"])(
    "NAME-6 %s is name_refused",
    async (name) => {
      expect(await tries(name)).toMatchObject({
        ok: false,
        error: { code: "name_refused", message: expect.stringContaining("official") },
      });
    },
  );

  test("NAME-6 a name that only holds such a word's letters is a name", async () => {
    for (const name of ["Adminah", "Rooty", "Theall"])
      expect(await tries(`${name} ${tag()}`)).toMatchObject({ ok: true });
  });
});

describe("NAME-7 names held for their owner", () => {
  test("NAME-7 nobody else gets the old name, or one that looks like it, and its owner can go back", async () => {
    const [ada, bo] = [await Guest.arrives(parlor.url, `Held ${tag()}`), await Guest.arrives(parlor.url)];
    await ada.gets("person.rename", { displayName: freshName() });
    expect(await tries(ada.name)).toMatchObject({
      ok: false,
      error: { code: "name_taken", existing: ada.name, suggestion: `${ada.name} 2` },
    });
    expect(await bo.isRefused("person.rename", { displayName: ada.name.toUpperCase() })).toMatchObject({
      code: "name_taken",
    });
    const { person } = await ada.gets("person.rename", { displayName: ada.name });
    expect(person).toEqual({ id: ada.id, name: ada.name, rev: 3 });
  });

  test("NAME-7 person.read tells the former names, with the time each was given up", async () => {
    const [ada, bo] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
    await ada.gets("person.rename", { displayName: freshName() });
    await ada.gets("person.rename", { displayName: freshName().toUpperCase() });
    const { formerly } = await bo.gets("person.read", { personIds: [ada.id, bo.id] });
    expect(formerly).toHaveLength(2);
    expect(formerly[0]).toEqual({ personId: ada.id, name: ada.name, until: expect.any(Number) });
  });

  test("NAME-7 place.about tells for how many days an old name is held", async () => {
    const guest = await Guest.connects(parlor.url);
    expect(await guest.asks("place.about", {})).toMatchObject({ ok: true, value: { nameHeldDays: 30 } });
  });
});

describe("NAME-8 leaving for good", () => {
  test("NAME-8 a person without a way back may release their name; their messages stay theirs", async () => {
    const [ada, bo] = [await Guest.arrives(parlor.url, `Leaver ${tag()}`), await Guest.arrives(parlor.url)];
    const channelId = await ada.makesChannel();
    await ada.sends(channelId, "before");
    expect(await ada.gets("session.ways", {})).toEqual({ otherSessions: 0, hasRecovery: false });
    await ada.asks("session.end", { release: true });
    await bo.hears("person.renamed", ({ person }) => person.id === ada.id && person.name === `${ada.name} (left)`);
    const next = await Guest.arrives(parlor.url, ada.name);
    expect(next.id).not.toBe(ada.id);
    const page = await bo.gets("message.page", { channelId });
    expect(page.people).toMatchObject([{ id: ada.id, name: `${ada.name} (left)` }]);
    expect(await tries(`${next.name} (left)`)).toMatchObject({ ok: false, error: { code: "name_refused" } });
  });

  test("NAME-8 without a release the name stays taken for good", async () => {
    const ada = await Guest.arrives(parlor.url);
    const personIds = [ada.id];
    await ada.asks("session.end", {});
    expect(await tries(ada.name)).toMatchObject({ ok: false, error: { code: "name_taken", existing: ada.name } });
    const bo = await Guest.arrives(parlor.url);
    expect((await bo.gets("person.read", { personIds })).people).toMatchObject([{ name: ada.name }]);
  });
});

describe("NAME-5 reading names", () => {
  test("NAME-5 people are read under their current names, ids of nobody are left out, 201 are too many", async () => {
    const [ada, bo] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
    const { person } = await bo.gets("person.rename", { displayName: freshName() });
    const nobody = "00000000-0000-4000-8000-000000000000";
    const { people } = await ada.gets("person.read", { personIds: [bo.id, nobody, bo.id] });
    expect(people).toEqual([person]);
    const many = Array.from({ length: 201 }, () => bo.id);
    expect(await ada.isRefused("person.read", { personIds: many })).toMatchObject({ code: "bad_request" });
  });
});
