import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren, RefObject } from "preact";
import { useId, useRef } from "preact/hooks";
import { isRestDue } from "./later.tsx";

/** What a menu has to know of its button. */
export interface MenuOpener {
  /** The id that the list of the menu must have. */
  id: string;
  label: string;
  button: RefObject<HTMLButtonElement | null>;
  isOpen: Signal<boolean>;
  /** True when the button was pressed before the code of the list was there: it opens as soon as it is. */
  isAwaited: Signal<boolean>;
}

interface Props {
  /** The button's name for listeners; begins with the words it shows, if it shows any. */
  label: string;
  /** What the button shows. */
  face: ComponentChildren;
  class?: string | undefined;
  /** Draws the menu itself (menu.tsx), which comes after the first screen. */
  children: (opener: MenuOpener) => ComponentChildren;
}

/** A button that opens a list of things to do. */
export function MenuButton({ label, face, class: className, children }: Props) {
  const opener: MenuOpener = {
    id: useId(),
    label,
    button: useRef(null),
    isOpen: useSignal(false),
    isAwaited: useSignal(false),
  };
  return (
    <>
      <button
        ref={opener.button}
        type="button"
        class={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={opener.isOpen.value}
        popovertarget={opener.id}
        onClick={(event) => {
          if (document.getElementById(opener.id)) return;
          // Drawn from now on, the list opens by itself; the browser, toggling it after this, would close it again.
          event.preventDefault();
          opener.isAwaited.value = true;
        }}
      >
        {face}
      </button>
      {(isRestDue.value || opener.isAwaited.value) && children(opener)}
    </>
  );
}
