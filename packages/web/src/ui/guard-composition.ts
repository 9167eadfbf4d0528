/**
 * While an input method composes, a key belongs to it alone: Enter picks a candidate, Escape takes it back, arrows move in
 * the list. So no handler of this page sees such a key, and the browser sends no form, closes no dialog and moves no focus for it.
 * Safari reports the key that ends a composition only by the code 229.
 */
export function guardComposition(target: EventTarget): void {
  target.addEventListener(
    "keydown",
    (event) => {
      const { isComposing, keyCode, key } = event as KeyboardEvent;
      if (!isComposing && keyCode !== 229) return;
      event.stopImmediatePropagation();
      if (key === "Enter" || key === "Escape" || key === "Tab") event.preventDefault();
    },
    { capture: true },
  );
}
