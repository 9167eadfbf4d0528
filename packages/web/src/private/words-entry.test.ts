import { describe, expect, test } from "vitest";
import { readWords, takeOffer } from "./words-entry.ts";

const list = ["apart", "apple", "cabbage", "cable", "hour", "house", "hover", "zone", "zoo"];
const twelve = "apple cable hour house hover zone zoo apart cabbage apple cable zoo";

describe("the words of a recovery phrase", () => {
  test("are taken in any case, with anything between them", () => {
    const entry = readWords("  1. Apple, 2. CABLE\n3. zoo ", list);
    expect(entry.words).toEqual(["apple", "cable", "zoo"]);
    expect(entry.wrong).toBeUndefined();
  });

  test.each([
    "“apple” ‘cable’ «zoo»",
    "• apple\n• cable\n• zoo",
    "1) apple 2) cable 3) zoo",
    "apple|cable|zoo",
    "apple\u200Bcable\u200Bzoo",
    "app\u00ADle ca\u200Dble\uFEFF zoo\u2060",
    "ａｐｐｌｅ　ｃａｂｌｅ　ＺＯＯ",
    "apple…cable — zoo.",
  ])("are found in %j", (text) => {
    expect(readWords(text, list)).toMatchObject({ words: ["apple", "cable", "zoo"], wrong: undefined });
  });

  test("are whole with twelve words of the list", () => {
    expect(readWords(twelve, list).isWhole).toBe(true);
    expect(readWords(`${twelve} zoo`, list).isWhole).toBe(false);
    expect(readWords(twelve.replace("zoo", "zoom"), list).isWhole).toBe(false);
  });

  test("are completed while they are typed", () => {
    const entry = readWords("apple ho", list);
    expect(entry).toMatchObject({ wrong: undefined, offers: ["hour", "house", "hover"] });
    expect(takeOffer(entry, "house")).toBe("apple house ");
  });

  test("a finished word that is none of them is told, with what was perhaps meant", () => {
    expect(readWords("appel hour ", list)).toMatchObject({ wrong: "appel", offers: ["apple"] });
    expect(readWords("cabel ", list).offers).toContain("cable");
    expect(readWords("zon ", list).offers).toEqual(["zone", "zoo"]);
  });

  test("a word that cannot become any of them is told at once", () => {
    expect(readWords("apple xq", list).wrong).toBe("xq");
  });

  test("what was meant takes the place of the wrong word, wherever it stands", () => {
    expect(takeOffer(readWords("appel hour zoo ", list), "apple")).toBe("apple hour zoo ");
  });

  test("the last word of twelve is followed by nothing", () => {
    const entry = readWords(twelve.replace(/zoo$/, "zo"), list);
    expect(takeOffer(entry, "zoo")).toBe(twelve);
  });
});
