import { type ReadonlySignal, signal } from "@preact/signals";

/** The sidebar becomes a drawer below this width; tokens.css and the shell's styles use the same one. */
export const isNarrow = mediaSignal("(width < 768px)");

/** Fingers only: Enter breaks the line, and nothing opens the keyboard unasked. */
export const isTouch = mediaSignal("(hover: none) and (pointer: coarse)");

/** Whether a media query matches, as long as the page is open. */
export function mediaSignal(query: string): ReadonlySignal<boolean> {
  const media = matchMedia(query);
  const matches = signal(media.matches);
  media.addEventListener("change", () => {
    matches.value = media.matches;
  });
  return matches;
}
