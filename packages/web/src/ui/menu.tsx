import { Check } from "lucide";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon, type IconNode } from "./icon.tsx";
import type { MenuOpener } from "./menu-button.tsx";
import styles from "./menu.module.css";

export type MenuEntry =
  | { is: "action"; label: string; icon?: IconNode; danger?: boolean; onSelect: () => void }
  | { is: "choice"; label: string; icon?: IconNode; checked: boolean; onSelect: () => void }
  | { is: "heading"; label: string }
  | { is: "line" };

interface Props {
  opener: MenuOpener;
  entries: readonly MenuEntry[];
}

/** The list of a menu's button. A popover of the browser's: a click elsewhere or Esc closes it, the focus returns. */
export function Menu({ opener, entries }: Props) {
  const { id, label, button, isOpen, isAwaited } = opener;
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isAwaited.peek()) list.current?.showPopover();
  }, []);
  return (
    <div
      ref={list}
      id={id}
      class={styles.menu}
      role="menu"
      aria-label={label}
      popover="auto"
      onKeyDown={moveByKeys}
      onBeforeToggle={() => place(list.current, button.current)}
      onToggle={(event) => {
        isOpen.value = event.newState === "open";
        if (isOpen.value) itemsOf(event.currentTarget)[0]?.focus();
      }}
    >
      {entries.map((entry) => (
        <Entry entry={entry} close={() => list.current?.hidePopover()} />
      ))}
    </div>
  );
}

function Entry({ entry, close }: { entry: MenuEntry; close: () => void }) {
  if (entry.is === "line") return <hr class={styles.line} />;
  if (entry.is === "heading") {
    return (
      <div class={styles.heading} role="presentation">
        {entry.label}
      </div>
    );
  }
  const isChoice = entry.is === "choice";
  return (
    <button
      type="button"
      role={isChoice ? "menuitemradio" : "menuitem"}
      tabIndex={-1}
      class={`${styles.item} ${!isChoice && entry.danger ? styles.danger : ""}`}
      {...(isChoice ? { "aria-checked": entry.checked } : {})}
      onClick={() => {
        // Closed first, so that a dialog opened from here gives the focus back to the menu's button.
        close();
        entry.onSelect();
      }}
    >
      {entry.icon && <Icon of={entry.icon} />}
      {entry.label}
      {isChoice && entry.checked && <Icon of={Check} />}
    </button>
  );
}

/** Pixels between the button and its list. */
const apart = 6;
/** Pixels that an entry may be high: a list that is not shown yet cannot be measured. */
const entryHeight = 44;

/** Under the button, or over it where there is more room; its right edges aligned, and inside the window. */
function place(list: HTMLElement | null, button: HTMLElement | null): void {
  if (!list || !button) return;
  const { clientWidth, clientHeight } = document.documentElement;
  const { top, bottom, right } = button.getBoundingClientRect();
  const below = clientHeight - bottom;
  const isOver = below < list.childElementCount * entryHeight && top > below;
  list.style.top = isOver ? "auto" : `${bottom + apart}px`;
  list.style.bottom = isOver ? `${clientHeight - top + apart}px` : "auto";
  list.style.maxHeight = `${(isOver ? top : below) - 2 * apart}px`;
  list.style.right = `${Math.max(8, clientWidth - right)}px`;
}

function itemsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>("[role^=menuitem]")];
}

function moveByKeys(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const items = itemsOf(event.currentTarget);
  const current = items.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: -1 }[event.key];
  if (event.key === "Tab") event.currentTarget.hidePopover();
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}
