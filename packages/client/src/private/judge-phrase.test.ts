import { expect, test } from "vitest";
import { judgePhrase } from "./judge-phrase.ts";

test("a phrase has eight characters or more, spaces not counted", async () => {
  expect(await judgePhrase("")).toEqual({ is: "too_short", score: 0 });
  expect((await judgePhrase("a b c d e f g")).is).toBe("too_short");
  // A character is what people see as one part of a word, however many units it takes.
  expect((await judgePhrase("😀😁😂🤣😃😄😅")).is).toBe("too_short");
});

test("what everybody tries first is refused by name", async () => {
  for (const phrase of ["password", "Password1", "12345678", "qwertyuiop", "iloveyou"])
    expect((await judgePhrase(phrase)).is, phrase).toBe("common");
});

test("rows and repetitions are weak", async () => {
  for (const phrase of ["aaaaaaaaaaaa", "abcabcabcabc"])
    expect((await judgePhrase(phrase)).is, phrase).not.toBe("good");
});

test("words that do not belong together are good, and the more the stronger", async () => {
  const four = await judgePhrase("mild otter paints kettles");
  expect(four).toEqual({ is: "good", score: 4 });
  expect((await judgePhrase("grüne Tasse 吃饭 nachts")).is).toBe("good");
});

test("nothing is good that cannot become a key", async () => {
  expect((await judgePhrase("https://chat.example/#k=something")).is).toBe("looks_like_key");
  expect((await judgePhrase("abcd efgh ijkl mnop qrst vwxy zabc")).is).toBe("looks_like_key");
  expect((await judgePhrase("what a \u0001 phrase")).is).toBe("not_text");
  expect((await judgePhrase("mild otter paints ".repeat(15))).is).toBe("too_long");
  expect(await judgePhrase("hgfedcba")).toMatchObject({ is: expect.not.stringMatching("good") });
});

test("a very long one is judged as quickly as any", async () => {
  expect((await judgePhrase("otter kettle ".repeat(20_000))).is).toBe("too_long");
  expect((await judgePhrase("otter kettle ".repeat(19))).is).toBe("good");
});

test("SEAL-34 a phrase is good from an estimate of 10^8 guesses on, and the meter says so from there", async () => {
  // Some 10^7 guesses: they were enough once.
  for (const phrase of ["tulpe1987", "kitty cat"])
    expect(await judgePhrase(phrase), phrase).toEqual({ is: "weak", score: 2 });
  for (const phrase of ["sunflower meadow", "otter kettle"])
    expect(await judgePhrase(phrase), phrase).toEqual({ is: "good", score: 3 });
});
