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

const locksmith = async () => ({
  seal: async (text: string, place: string) => btoa(`${place} ${text}`),
  open: async (sealed: string, place: string) => {
    const [, text] = atob(sealed).split(`${place} `);
    return text;
  },
});

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

test("SEAL-46 a private draft is stored sealed, and comes back", async () => {
  const drafts = new Drafts(locksmith);
  drafts.set(garden, "meet me", true);
  expect(drafts.get(garden)).toBe("meet me");
  await vi.runAllTimersAsync();
  expect(recall(`draft.${garden}`)).toContain("sealed");
  expect(recall(`draft.${garden}`)).not.toContain("meet me");

  const after = new Drafts(locksmith);
  const heard: string[] = [];
  after.listen((_, text) => heard.push(text));
  expect(after.channels.value.has(garden)).toBe(true);
  expect(after.get(garden)).toBe("");
  await vi.runAllTimersAsync();
  expect(heard).toEqual(["meet me"]);
});

test("SEAL-46 of private key presses only the last is stored, and an emptied draft is gone", async () => {
  const drafts = new Drafts(locksmith);
  drafts.set(garden, "me", true);
  drafts.set(garden, "meet", true);
  await vi.runAllTimersAsync();
  const { sealed } = JSON.parse(recall(`draft.${garden}`) ?? "{}") as { sealed: string };
  expect(atob(sealed)).toContain("meet");
  drafts.set(garden, "meet me", true);
  drafts.set(garden, "", true);
  await vi.runAllTimersAsync();
  expect(recall(`draft.${garden}`)).toBeUndefined();
  expect(drafts.channels.value.has(garden)).toBe(false);
});

test("SEAL-46 what was typed meanwhile is not overwritten by the draft that was opened", async () => {
  const drafts = new Drafts(locksmith);
  drafts.set(garden, "old", true);
  await vi.runAllTimersAsync();
  const after = new Drafts(locksmith);
  const heard: string[] = [];
  after.listen((_, text) => heard.push(text));
  after.get(garden);
  after.set(garden, "new", true);
  await vi.runAllTimersAsync();
  expect(heard).toEqual([]);
  expect(after.get(garden)).not.toBe("old");
});

test("SEAL-46 a private draft that cannot be sealed stays in memory and never lies in clear", async () => {
  const drafts = new Drafts(() => Promise.reject(new Error("no crypto")));
  drafts.set(garden, "meet me", true);
  drafts.flush();
  await vi.runAllTimersAsync();
  expect(recall(`draft.${garden}`)).toBeUndefined();
  expect(drafts.get(garden)).toBe("meet me");
});
