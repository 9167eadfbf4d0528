/** What of a key press decides its meaning. */
interface Press {
  key: string;
  keyCode: number;
  isComposing: boolean;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/**
 * What a key press means for a message: send it, write text, or neither.
 * While an input method composes, Enter chooses a candidate; Safari tells only by the key code 229.
 * On touch Enter breaks the line, and the button sends.
 */
export function keyMeaning(press: Press, isTouch: boolean): "send" | "text" | "other" {
  if (press.isComposing || press.keyCode === 229) return "other";
  if (press.key === "Enter")
    return isTouch || press.shiftKey || press.altKey || press.ctrlKey || press.metaKey ? "other" : "send";
  // Space scrolls the page and presses buttons, so it is not taken for the start of a message. AltGr writes characters.
  const isShortcut = (press.ctrlKey || press.metaKey || press.altKey) && !(press.ctrlKey && press.altKey);
  return /^\S$/u.test(press.key) && !isShortcut ? "text" : "other";
}
