import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keep, keptKeys, recall } from "../ui/kept.ts";
import { Drafts } from "./drafts.ts";

const garden = "0123456789ab";
const page = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  for (const key of keptKeys("")) keep(key, undefined);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Another tab writes, and the browser tells this one. */
function writesElsewhere(text: string, at = Date.now()): void {
  keep(`draft.${garden}`, text === "" ? undefined : JSON.stringify({ text, at }));
  page.dispatchEvent(Object.assign(new Event("storage"), { key: `parlor.draft.${garden}`, newValue: text || null }));
}

function listening() {
  const drafts = new Drafts();
  const heard: string[] = [];
  const end = drafts.listen((_, text) => heard.push(text));
  return { drafts, heard, end };
}

test("what is written and sent in another tab is told", () => {
  const { drafts, heard, end } = listening();
  writesElsewhere("hello");
  expect(drafts.channels.value.has(garden)).toBe(true);
  writesElsewhere("");
  expect(drafts.channels.value.has(garden)).toBe(false);
  expect(heard).toEqual(["hello", ""]);
  end();
  writesElsewhere("again");
  expect(heard).toHaveLength(2);
});

test("of two tabs the later key press wins, also while it is not on disk yet", () => {
  const { drafts, heard } = listening();
  const before = Date.now();
  vi.advanceTimersByTime(10);
  drafts.set(garden, "later");
  writesElsewhere("earlier", before);
  vi.runAllTimers();
  expect(heard).toEqual([]);
  expect(recall(`draft.${garden}`)).toContain('"later"');
});

test("a key press that another tab overtook gives way", () => {
  const { drafts, heard } = listening();
  drafts.set(garden, "");
  vi.advanceTimersByTime(10);
  writesElsewhere("overtook");
  vi.runAllTimers();
  expect(heard).toEqual(["overtook"]);
  expect(drafts.get(garden)).toBe("overtook");
  expect(drafts.channels.value.has(garden)).toBe(true);
});
