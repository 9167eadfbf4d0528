/** What of a key press decides its meaning. */
interface Press {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/**
 * What a key press means for a message: send it, write text, or neither. Ctrl+Enter and Cmd+Enter send everywhere;
 * Enter alone sends where there is a keyboard, and breaks the line on touch. Keys of an input method never come here
 * (guard-composition.ts).
 */
export function keyMeaning(press: Press, isTouch: boolean): "send" | "text" | "other" {
  if (press.key === "Enter") {
    if (press.shiftKey || press.altKey) return "other";
    return press.ctrlKey || press.metaKey || !isTouch ? "send" : "other";
  }
  // Space scrolls the page and presses buttons, so it is not taken for the start of a message. AltGr writes characters.
  const isShortcut = (press.ctrlKey || press.metaKey || press.altKey) && !(press.ctrlKey && press.altKey);
  return /^\S$/u.test(press.key) && !isShortcut ? "text" : "other";
}
