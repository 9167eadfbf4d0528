import { expect, test } from "vitest";
import { guardComposition } from "./guard-composition.ts";

/** A key press as browsers tell of it; the test's machine has no KeyboardEvent. */
function press(fields: { key: string; isComposing?: boolean; keyCode?: number }) {
  const target = new EventTarget();
  const heard: string[] = [];
  guardComposition(target);
  target.addEventListener("keydown", () => heard.push(fields.key));
  const event = Object.assign(new Event("keydown", { cancelable: true }), {
    isComposing: false,
    keyCode: 0,
    ...fields,
  });
  target.dispatchEvent(event);
  return { heard, isPrevented: event.defaultPrevented };
}

test.each(["Enter", "Escape", "ArrowUp", "Tab", "a"])("%s is heard by nobody while an input method composes", (key) => {
  expect(press({ key, isComposing: true }).heard).toEqual([]);
  expect(press({ key, keyCode: 229 }).heard).toEqual([]);
  expect(press({ key }).heard).toEqual([key]);
});

test.each(["Enter", "Escape", "Tab"])(
  "the browser does nothing with %s either: no form is sent, no dialog closes, the focus stays",
  (key) => {
    expect(press({ key, isComposing: true }).isPrevented).toBe(true);
    expect(press({ key }).isPrevented).toBe(false);
  },
);
