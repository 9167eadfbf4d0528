/**
 * While an input method composes, a key belongs to it alone: Enter picks a candidate, Escape takes it back, arrows move in
 * the list. So no handler of this page sees such a key, and the browser neither sends a form nor closes a dialog for it.
 * Safari reports the key that ends a composition only by the code 229.
 */
export function guardComposition(target: EventTarget): void {
  target.addEventListener(
    "keydown",
    (event) => {
      const { isComposing, keyCode, key } = event as KeyboardEvent;
      if (!isComposing && keyCode !== 229) return;
      event.stopImmediatePropagation();
      if (key === "Enter" || key === "Escape") event.preventDefault();
    },
    { capture: true },
  );
}
